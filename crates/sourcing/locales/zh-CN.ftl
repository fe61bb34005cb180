# 询盘与报价拒绝时的说明，以及下一步该做什么。
refusal-sourcing-own-product = 这是贵企业自己的产品，请选择其他企业的产品。
refusal-sourcing-quantity-out-of-range = 请填写 1 至 { $most } 之间的数量。
refusal-sourcing-destination-unknown = 请填写国家代码（如 SE）或 UN/LOCODE（如 SEGOT），也可以留空。
refusal-sourcing-inquiry-agreed = 该询盘的报价已被接受。请在交易中继续，或重新询盘。
refusal-sourcing-inquiry-closed = 该询盘已结束，请重新询盘。
refusal-sourcing-too-many-quotes = 一个询盘最多报价 { $most } 次。请先与买家沟通，由买家重新询盘。
refusal-sourcing-incoterm-unknown = 请从 Incoterms 2020 的十一个术语中选择，例如 FOB。
refusal-sourcing-place-unknown = 请填写地点的 UN/LOCODE，例如宁波为 CNNGB。
refusal-sourcing-transport-unknown = 请选择运输方式：express、surface 或 sea。
refusal-sourcing-place-not-port = { $incoterm } 只用于船运，而 { $place } 不是已知的港口。请选择港口，或改用 FCA 等术语。
refusal-sourcing-transport-not-sea = { $incoterm } 只用于船运。请选择海运，或改用 FCA 等术语。
refusal-sourcing-lead-time-out-of-range = 请填写 0 至 { $most } 天的交货期。
refusal-sourcing-valid-until-unreadable = 请填写报价截止的日期和时间，例如 2026-12-31T16:00:00Z。
refusal-sourcing-valid-until-past = 截止时间已过，请选择更晚的时间。
refusal-sourcing-valid-too-long = 报价的有效期最长 { $most } 天，请选择更早的截止时间。
refusal-sourcing-parts-out-of-range = 请把货款分为 1 至 { $most } 期。
refusal-sourcing-part-due-unknown = 请说明每期何时到期：before_production、after_inspection 或 before_shipment。
refusal-sourcing-part-not-positive = 每期应大于 0%，且不超过 100%。
refusal-sourcing-parts-not-whole = 各期合计为货款的 { $sum }%，请调整为 100%。
refusal-sourcing-parts-not-in-order = 请按到期先后排列各期：生产前、验货后、发货前。
refusal-sourcing-note-too-long = 备注最多 { $most } 个字符。请缩短，或改发留言。
refusal-sourcing-note-unprintable = 备注中有无法显示的字符。请直接输入，不要粘贴。
refusal-sourcing-quote-withdrawn = 卖家已撤回该报价，请再请卖家报价。
refusal-sourcing-quote-replaced = 这已不是最新的报价。请刷新页面查看最新报价。
refusal-sourcing-quote-expired = 该报价已于 { $end } 到期，请再请卖家报价。
refusal-sourcing-below-first-tier = 该报价从 { $minimum } 起。请增加数量，或请卖家为较少数量报价。

# 询盘。
sourcing-ask = 咨询卖家
sourcing-ask-send = 发送询盘
sourcing-ask-free = 不收费，也不构成任何约束。
sourcing-field-quantity = 数量
sourcing-field-destination = 发往
sourcing-field-destination-hint = 港口或国家，例如哥德堡或 SE。还不确定可留空。
sourcing-field-text = 您想问什么
sourcing-field-text-hint = 您在意的事：尺寸、颜色、包装、标签、什么时候要。
done-sourcing-asked = 询盘已发给卖家，回复会出现在这里。

# 询盘列表。
sourcing-inquiries = 询盘
sourcing-inquiries-what = 您发出的和收到的询盘与报价。
sourcing-older = 更早的询盘
sourcing-empty = 还没有询盘
sourcing-empty-what = 说清楚要多少、发往哪里、什么时候要，卖家就能报准价。到市场打开一件商品即可询问；别人对您商品的询盘也会出现在这里。
sourcing-empty-act = 去市场看看
sourcing-you-ask = 您询 { $quantity }
sourcing-they-ask = 对方询 { $quantity }
sourcing-last-activity = 最近动态 { $at }
sourcing-state-buyer-open = 等待报价
sourcing-state-buyer-quoted = 有报价待定
sourcing-state-buyer-agreed = 已成交
sourcing-state-buyer-closed = 已结束
sourcing-state-seller-open = 待回复
sourcing-state-seller-quoted = 已报价
sourcing-state-seller-agreed = 已成交
sourcing-state-seller-closed = 已结束

# 一次询盘的往来。
sourcing-turn = 轮到您了
sourcing-turn-until = 轮到您了，截止 { $at }
sourcing-turn-next = 下一步
sourcing-turn-decide = 决定是否接受报价
sourcing-turn-decide-why = 接受后即成交，之前会再给您看一遍全部条款。货对了，货款才付给卖家。
sourcing-turn-quote = 给{ $firm }报价
sourcing-turn-quote-why = 报价在有效期内对您有约束力。有不清楚的，可以先问。
sourcing-turn-answer = 回复{ $firm }
sourcing-turn-answer-why = 对方刚写了信息，正在等您。
sourcing-turn-write = 写消息
sourcing-waiting = 正在等{ $firm }回复。
sourcing-agreed = 报价已被接受
sourcing-agreed-go = 到交易中继续
sourcing-closed = 这次询盘已结束
sourcing-talk = 往来消息
sourcing-newer = 更新的消息
sourcing-this = 本次询盘
sourcing-fact-product = 商品
sourcing-fact-asked = 询盘时间

# 报价。
sourcing-quote = 报价
sourcing-quote-write = 写报价
sourcing-quote-look = 查看
sourcing-quote-open = 有效
sourcing-quote-ended = 已过期
sourcing-quote-accepted = 已接受
sourcing-quote-withdrawn = 已撤回
sourcing-quote-replaced = 已被新报价取代
sourcing-accept = 接受报价
sourcing-withdraw = 撤回报价
sourcing-sum-for = { $quantity }合计
sourcing-terms = 交货条款
sourcing-transport = 运输方式
sourcing-sent = 发货
sourcing-days = { $days ->
    [0] 付款当天
   *[other] 付款后 { $days } 天
 }
sourcing-paid = 担保付款
sourcing-part-production = 生产前付 { $percent }%
sourcing-part-inspection = 验货合格后付 { $percent }%
sourcing-part-shipment = 发货前付 { $percent }%
sourcing-valid = 有效期至
sourcing-place = { $name }（{ $code }）
sourcing-transport-sea = 海运
sourcing-transport-surface = 公路、铁路或平邮
sourcing-transport-express = 快递或空运
sourcing-field-currency = 货币
sourcing-field-tiers = 价格
sourcing-field-tiers-hint = 填一行就够，用不到的行留空。
sourcing-field-from = 起始数量
sourcing-field-price = 单价
sourcing-field-place = 地点
sourcing-field-place-hint = 港口或城市，例如宁波或 CNNGB。
sourcing-field-lead = 付款后几天发货
sourcing-field-valid = 有效几天
sourcing-field-parts-hint = 每一笔都由托管方保管，买家确认收货后才付出。
sourcing-field-share = 付款比例
sourcing-field-own-share = 自定比例：生产前付百分之几
sourcing-share-30 = 定金 30%，发货前付 70%
sourcing-share-50 = 定金 50%，发货前付 50%
sourcing-share-30-40-30 = 定金 30%，验货后付 40%，发货前付 30%
sourcing-share-100 = 生产前全部付清
sourcing-share-own = 自定比例
sourcing-field-note = 备注
sourcing-field-note-hint = 报价还包括什么：包装、误差、样品等。
sourcing-quote-send = 发出有约束力的报价
sourcing-quote-note = 有效期内买家可直接接受，无需再问您。接受之前您可以撤回。
done-sourcing-quoted = 报价已发给买家。
done-sourcing-withdrawn = 报价已撤回。

# 国际贸易术语 2020。
sourcing-incoterm-exw = EXW：卖家处交货
sourcing-incoterm-fca = FCA：货交承运人
sourcing-incoterm-cpt = CPT：运费付至
sourcing-incoterm-cip = CIP：运费和保险费付至
sourcing-incoterm-dap = DAP：目的地交货，买家清关
sourcing-incoterm-dpu = DPU：目的地卸货后交货
sourcing-incoterm-ddp = DDP：完税后交货
sourcing-incoterm-fas = FAS：船边交货
sourcing-incoterm-fob = FOB：装运港船上交货
sourcing-incoterm-cfr = CFR：成本加运费
sourcing-incoterm-cif = CIF：成本、保险费加运费

# 地点。
sourcing-port-cnngb = 宁波
sourcing-port-cnsha = 上海
sourcing-port-cnszx = 深圳
sourcing-port-cncan = 广州
sourcing-port-cntao = 青岛
sourcing-port-cnxmn = 厦门
sourcing-port-cntxg = 天津新港
sourcing-port-cndlc = 大连
sourcing-port-cnyiw = 义乌
sourcing-port-cnhgh = 杭州
sourcing-port-hkhkg = 香港
sourcing-port-twkhh = 高雄
sourcing-port-krpus = 釜山
sourcing-port-jpyok = 横滨
sourcing-port-sgsin = 新加坡
sourcing-port-vnsgn = 胡志明市
sourcing-port-thlch = 林查班
sourcing-port-idjkt = 雅加达
sourcing-port-innsa = 那瓦西瓦
sourcing-port-aejea = 杰贝阿里
sourcing-port-nlrtm = 鹿特丹
sourcing-port-deham = 汉堡
sourcing-port-beanr = 安特卫普
sourcing-port-gbfxt = 费利克斯托
sourcing-port-segot = 哥德堡
sourcing-port-frleh = 勒阿弗尔
sourcing-port-itgoa = 热那亚
sourcing-port-esvlc = 巴伦西亚
sourcing-port-uslax = 洛杉矶
sourcing-port-usnyc = 纽约
sourcing-port-brssz = 桑托斯
sourcing-port-ausyd = 悉尼

# 求购、求购报价和采用被拒绝的原因，以及下一步怎么做。
refusal-request-title-empty = 请用一句话写明您要采购什么。
refusal-request-text-too-long = 这里最多 { $most } 个字符。请缩短，或拆成要点。
refusal-request-text-unprintable = 文字中有无法显示的字符，请直接输入，不要粘贴。
refusal-request-language-unknown = 请注明原文语言，例如 zh、en 或 sv。
refusal-request-destination-unknown = 请填写国家代码（如 SE）或 UN/LOCODE（如 SEGOT）。
refusal-request-incoterm-unknown = 请从 Incoterms 2020 的十一个术语中选择，例如 FOB，也可不选。
refusal-request-day-unreadable = 请按年月日填写，例如 2027-02-20。
refusal-request-day-past = 这一天已过，请选择以后的日期。
refusal-request-day-too-far = 请选择 { $most } 天以内的日期。
refusal-request-too-many-certificates = 最多写 { $most } 项证书。
refusal-request-audience-unknown = 请选择谁可以看到：everyone 或 asked。
refusal-request-open-days-out-of-range = 报价期限为 1 到 { $most } 天。
refusal-request-lines-out-of-range = 一份求购有 1 到 { $most } 行，其余请另发一份。
refusal-request-line-unreadable = 第 { $line } 行：请用 1 到 { $most } 个字符写明要什么。
refusal-request-line-quantity-out-of-range = 第 { $line } 行：请填写 1 到 { $most } 的数量。
refusal-request-line-unit-unknown = 第 { $line } 行：请从列表中选择单位，例如双（PR）。
refusal-request-line-category-unknown = 第 { $line } 行：请从列表中选择类目，或留空。
refusal-request-line-too-many-specs = 第 { $line } 行：最多写 { $most } 个要点。
refusal-request-line-spec-unreadable = 第 { $line } 行：每个要点的名称最多 { $name } 个字符，内容最多 { $value } 个字符，都不能空。
refusal-request-line-target-unreadable = 第 { $line } 行：目标价请填数字和币种，也可不填。
refusal-request-destination-missing = 请写明货物运到哪里，否则无法报价。
refusal-request-facts-missing = 第 { $line } 行：请写清楚要什么。加一个要点，如材质或尺寸，或用自己的话描述。
refusal-request-too-many-under-way = 贵企业已有 { $most } 份求购在进行，请先关闭不再需要的。
refusal-request-not-a-draft = 这份求购已经发出。如有错误，请关闭后另发一份。
refusal-request-not-in-review = 这份求购不在审核中，请刷新列表。
refusal-request-not-open = 这份求购不接受报价，请看其他求购。
refusal-request-ended = 报价已于 { $end } 截止，请看其他求购。
refusal-request-full = 已有 { $most } 家报价，名额已满。保存一个搜索，下次可及时得知。
refusal-request-awarded = 这份求购已全部采购完毕。
refusal-request-own = 这是贵企业自己的求购。
refusal-request-revisions-used = 报价只能修改 { $most } 次，您已修改过。它在截止前有效，也可以撤回。
refusal-request-no-line-offered = 请至少为一行报价，每行只报一次。
refusal-request-line-not-asked = 求购中没有第 { $line } 行。
refusal-request-answers-missing = 第 { $line } 行：请逐一回答 { $points } 个要点：符合、不符合或替代。
refusal-request-alternative-untold = 第 { $line } 行：请用最多 { $most } 个字符说明用什么替代。
refusal-request-sample-unreadable = 样品价请填数字，免费填 0；天数为 0 到 { $most }。
refusal-request-quote-accepted = 这份报价已被采用，请到交易中继续。
refusal-request-quote-replaced = 这不是最新的报价，请刷新页面。
refusal-request-quote-withdrawn = 卖家已撤回这份报价，请选择其他报价。
refusal-request-quote-expired = 这份报价已于 { $end } 到期。请选择其他报价，或请卖家重新报价。
refusal-request-nothing-taken = 请至少采购一行，每行只填一次。
refusal-request-line-not-offered = 这份报价不含第 { $line } 行，请从其他报价中采购。
refusal-request-more-than-asked = 第 { $line } 行：请填 1 到 { $left }，即求购的剩余数量。
refusal-request-below-minimum = 第 { $line } 行：这份报价从 { $minimum } 起订。请增加数量，或采用其他报价。
refusal-request-quote-first = 文件随报价附上。请先报价，再添加文件。
refusal-request-too-many-files = 每家企业在一份采购需求中最多添加 { $most } 个文件。请先移除一个，或将多张图纸合并为一个 PDF。
refusal-request-search-empty = 请填写要找的词、类目或国家。
refusal-request-too-many-searches = 每家企业最多保存 { $most } 个搜索，请先删除一个。

# 关于求购的通知信。
letter-lead-subject = 有买家求购：{ $title }
letter-lead-body = { $country } 的一位买家求购：{ $title }
    查看并报价：{ $url }{ $path }
    页面上写明为什么推荐给您。最多十家可以报价。
    { $market }
letter-lead-sms = 有买家求购：{ $title } { $url }{ $path }
letter-alert-subject = 您保存的搜索有 { $count } 条新求购
letter-alert-body = 上次来信以后的新求购：{ $titles }
    查看：{ $url }/demand
    不再接收这个搜索的来信：{ $url }{ $stop }
    { $market }
letter-alert-sms = 您的搜索有 { $count } 条新求购：{ $url }/demand
letter-alert-goods-subject = 您保存的搜索有 { $count } 件新商品
letter-alert-goods-body = 上次来信以后的新商品：{ $titles }
    查看：{ $url }{ $path }
    不再接收这个搜索的来信：{ $url }{ $stop }
    { $market }
letter-alert-goods-sms = 您的搜索有 { $count } 件新商品：{ $url }{ $path }
letter-request-opened-subject = 您的求购已发布：{ $title }
letter-request-opened-body = 审核已通过，卖家现在可以报价：{ $title }
    { $url }{ $path }
    { $market }
letter-request-opened-sms = 您的求购已发布：{ $url }{ $path }
letter-request-returned-subject = 您的求购需要修改：{ $title }
letter-request-returned-body = 您的求购暂时不能发布：{ $title }
    内容都已保留。请看需要补充什么，再次发出：{ $url }{ $path }
    { $market }
letter-request-returned-sms = 您的求购需要修改：{ $url }{ $path }
letter-request-full-subject = 报价已满：{ $title }
letter-request-full-body = 报价名额已满：{ $title }
    请比较并选择：{ $url }{ $path }
    { $market }
letter-request-full-sms = 报价已满：{ $url }{ $path }
letter-request-ended-subject = 报价已截止：{ $title }
letter-request-ended-body = 请比较收到的报价并选择：{ $title }
    { $url }{ $path }
    { $market }
letter-request-ended-sms = 报价已截止：{ $url }{ $path }
refusal-request-reason-missing = 请至少勾选一个原因，买家才知道改什么。

# 求购：列表。
request-ways = 求购相关
request-own = 我的求购
request-own-what = 写一次需求，最多十家卖家报价。
request-demand = 买家在找什么
request-my-quotes = 我的报价
request-alerts = 保存的搜索
request-new = 发布求购
request-none = 还没有求购
request-none-what = 好的求购写明要什么、多少、运到哪里、何时要，以及关键要点：材质、尺寸、包装。卖家会逐点回答。
request-older = 更早的
request-lines-count = { $count } 行
request-until = { $at } 截止
request-quotes-of = 报价 { $count }/{ $most }
request-state-draft = 草稿
request-state-returned = 需要修改
request-state-review = 审核中
request-state-open = 接受报价
request-state-full = 报价已满
request-state-expired = 已截止
request-state-closed = 已关闭
request-state-awarded = 已采购
request-no-quotes = 您还没有报价
request-no-quotes-what = 看看买家要什么。逐点回答的报价比便宜的报价排得更前。
request-to-demand = 去看买家在找什么

# 一份求购。
request-wanted = 要什么
request-facts = 这份求购
request-turn = 轮到您
request-turn-next = 下一步
request-turn-send = 发出您的求购
request-turn-send-why = 我们在几个工作小时内审核，随后能供货的卖家会得知。
request-turn-quote = 为它报价
request-turn-quote-why = 请逐点回答。报价在截止前有约束力，可以修改一次。
request-send = 发出求购
request-keep = 存为草稿
request-edit = 修改求购
request-close = 不再接受报价
request-came-back = 您的求购暂时不能发布。内容都已保留，修改后可再次发出。
request-waits-for-clerk = 我们将在 { $at } 前审核，并写信告知。
request-your-quote = 您的报价
request-revise = 修改报价（一次）
request-over-full = 报价名额已满
request-over-expired = 报价已截止
request-over-closed = 买家不再接受报价
request-over-awarded = 买家已选定
request-target = 期望价
request-target-hidden = 不向卖家显示
request-awarded-of = 已采购 { $quantity }
request-wanted-by = 期望日期
request-certificates = 证书
request-sample = 样品
request-sample-first = 先要样品
request-quotes = 报价
request-open-until = 报价截止
request-audience = 谁可以看到
request-audience-everyone = 市场上的所有企业
request-audience-asked = 仅我们推荐的卖家
request-begun = 创建于
request-why = 为什么推荐给您
request-why-what = 求购推荐给得分最高的卖家，规则对所有人相同。
request-why-points = 1,000 分中得 { $points } 分：为什么推荐给您
request-points = 得分
request-part-category = 同类商品
request-part-words = 商品标题中的词
request-part-capacity = 起订量合适
request-part-reply = 回复买家的情况
request-part-trust = 交易与评价
request-part-rotation = 近期未推荐

# 报价比较。
request-quotes-best = 报价，最符合的在前
request-quotes-count = { $count } 份报价
request-no-quote-yet = 还没有报价
request-no-quote-yet-what = 已通知能供货的卖家。报价满额时会写信给您。
request-no-quote = 没有收到报价
request-no-quote-what = 请重新发布：减少要点、调整数量或延长时间，会有更多报价。
request-seller = 卖家
request-fit-to = 符合您的 { $count } 个要点
request-made-in = 发货时间
request-terms = 条款，首付/余款
request-price = 单价、合计
request-days = { $days } 天
request-reply = 答复 { $percent }% 的买家，半数在 { $hours } 小时内
request-reply-never = 答复 { $percent }% 的买家
request-reply-new = 还没有买家问过
request-met-of = { $met }/{ $all }
request-every-point = 全部符合
request-point-other = { $point }：以{ $note }替代
request-point-no = { $point }：不符合
request-line-not-offered = { $what }：未报价
request-sample-free = 免费
request-sample-none = 无
request-split = { $first }/{ $rest }
request-above-quantity = 起订量高于您的数量
request-covers = { $all } 行中可全部供应 { $count } 行
request-take = 采用这份报价
request-met = 符合
request-other = 提供替代
request-no = 不符合
request-order-what = 默认先看符合程度，再看诚信、回复和天数，从不先看价格。
request-sort-fit = 按符合程度
request-sort-lead = 按天数
request-sort-price = 按价格

# 求购表单。
request-new-what = 免费。卖家逐点回答，便于比较。
request-field-title = 一句话写明要什么
request-field-title-hint = 例如：美利奴羊毛中筒袜 30,000 双
request-field-lines = 具体要求
request-field-lines-hint = 每种货物一行。
request-line-nth = 第 { $nth } 行
request-field-what = 货物
request-field-unit = 单位
request-field-specs = 要点
request-field-specs-hint = 每行一个要点，例如：材质：美利奴羊毛 62 克
request-field-target = 期望单价
request-files = 图纸、照片和文件
request-file-add = 添加文件
request-file-remove = 移除
request-file-size = { $size } KB
done-request-file-added = 文件已附上。
done-request-file-removed = 文件已移除。
request-field-category = 类目
request-field-category-hint = 输入中文或英文的一个词，再选择
request-more-lines = 增加行
request-more-facts = 更多信息
request-field-text = 用自己的话说
request-field-text-hint = 请用您自己的语言，卖家看到的是原文。
request-field-lang = 原文语言
request-field-destination-hint = 港口或国家，例如哥德堡或 SE。
request-field-open = 报价天数
request-field-certificates-hint = 每行一项，例如 OEKO-TEX 100
request-field-sample = 我先要样品
request-field-currency = 期望价币种
request-incoterm-any = 不限
request-send-note = 发出求购没有约束力。您的地址和电话从不显示，也不出售。

# 求购报价表单。
request-field-offers = 您供应什么
request-field-offers-hint = 从某个数量起的价格，并逐点回答。第一个数量就是起订量。
request-field-offer = 我能供应这一行
request-field-answer = 您的回答
request-answer-choose = 请选择
request-answer-yes = 符合
request-answer-alternative = 提供替代
request-answer-no = 不符合
request-field-note = 说明
request-field-sample-wanted = 买家先要样品。免费请填 0。
request-field-sample-hint = 不提供请留空，免费请填 0。
request-field-sample-price = 样品价
request-field-sample-days = 几天后寄出
request-quote-note = 截止前买家可以采用全部或一部分。您可以修改一次。

# 需求板与保存的搜索。
request-demand-what = 正在接受报价的求购。您能看到买家的记录，通过报价与其联系。
request-for-you = 推荐给您
request-open = 正在接受报价
request-field-words = 关键词
request-field-words-hint = 求购须包含所有的词。
request-field-country = 目的地
request-field-country-hint = 国家代码，例如 SE
request-look = 查看
request-no-demand = 目前没有这样的求购
request-no-demand-what = 保存这个搜索，有买家求购时会写信给您。
request-save-search = 保存搜索
request-alerts-what = 有新内容时写信告知，每天最多一封。
request-unmet = 未满足的需求
request-unmet-what = 没有人出售的搜索词，次数多的在前。同一词语搜索满 { $least } 次才会显示。
request-unmet-none = 还没有次数足够的未满足搜索。
request-unmet-none-what = 同一词语有 { $least } 次搜索没有结果，就会显示在这里。
request-unmet-words = 词语
request-unmet-times = 搜索次数
request-unmet-last = 最近一次
request-kept-searches = 您保存的
request-sought-request = 求购
request-sought-product = 产品
request-remove-search = 删除
request-stop-what = 您将不再收到这个搜索的来信。
request-stop = 停止来信
request-stopped = 已停止来信。

# 审核岗位。
request-queue = 待审核的求购
request-queue-what = 先到期的在前。系统只做标记，由您决定。
request-queue-empty = 没有待审核的
request-queue-empty-what = 买家发出求购后会立即出现在这里。
request-review-due = { $at } 前审核
request-review-late = 已超时
request-decide = 决定
request-reasons = 退回，原因是
request-reasons-hint = 请勾选问题。买家会看到，修改后再次发出。
request-review-note = 给买家的话
request-review-note-hint = 需要补充或修改什么。
request-let-open = 发布
request-send-back = 退回
request-brought-to = 已推荐给
request-reason-wrong_direction = 这是在卖货。求购应写明您要买什么；要卖的请发布为产品。
request-reason-forbidden = 这类货物不能在这里交易。
request-reason-too_few_facts = 卖家还无法报价。请补充尺寸、材质、包装，或用文字描述图样。
request-reason-duplicate = 您已发布相同的求购。请在那里继续，或先关闭它。
request-reason-spam = 这不是采购货物的需求。
request-mark-wrong_direction = 可能是在卖货
request-mark-forbidden = 可能是禁售货物
request-mark-too_few_facts = 信息较少
request-mark-duplicate = 已有相同求购
request-mark-spam = 可能不是求购
done-request-opened = 您的求购已发布，能供货的卖家正在得知。
done-request-sent = 您的求购已提交，我们会写信告知。
done-request-kept = 草稿已保存，其他人看不到。
done-request-closed = 不再接受报价，已有的报价仍可采用。
done-request-let-open = 求购已发布。
done-request-sent-back = 求购已退回给买家。
done-request-search-saved = 搜索已保存。
done-request-search-removed = 搜索已删除。
sourcing-talk-more = 文件与证据
