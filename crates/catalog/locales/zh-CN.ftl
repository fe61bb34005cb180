# 产品目录拒绝时的说明，以及下一步该做什么。
refusal-catalog-below-minimum = 最少订购 { $moq }。请订购 { $moq } 或以上，或请卖家单独报价。
refusal-catalog-title-empty = 请填写标题，说明这是什么产品。
refusal-catalog-text-too-long = 此处最多 { $most } 个字符，请缩短内容。
refusal-catalog-text-unprintable = 内容中有无法显示的字符。请直接输入，不要粘贴。
refusal-catalog-language-unknown = 请从列表中选择标题的语言：en 或 zh-CN。
refusal-catalog-unit-unknown = 请从列表中选择计量单位，例如 C62 表示件，KGM 表示千克。
refusal-catalog-currency-unknown = 请填写 ISO 4217 货币代码，例如 USD、EUR 或 CNY。
refusal-catalog-first-tier-not-at-minimum = 第一档价格应从起订量开始，起订量至少为 1。请让第一档从 { $moq } 开始，或修改起订量。
refusal-catalog-lead-time-out-of-range = 请填写 0 至 { $most } 天的交货期。更长的交货期请用报价回复询盘。
refusal-catalog-tiers-missing = 请至少填写一档价格。
refusal-catalog-too-many-tiers = 最多 { $most } 档价格，请合并其中几档。
refusal-catalog-price-unreadable = “{ $told }”不是价格。请用普通数字书写，小数最多六位，例如 0.0875。
refusal-catalog-price-not-positive = 请填写大于零的价格。
refusal-catalog-tier-quantity-out-of-range = 请填写 1 至 { $most } 之间的数量。
refusal-catalog-tiers-not-rising = 每档的起始数量应大于前一档，请按顺序排列。
refusal-catalog-tier-price-rises = 买得多的单价不能更高，请调低后面几档的价格。
refusal-catalog-photo-too-large = 图片最大 { $most } MB，请换一张较小的。
refusal-catalog-photo-wrong-kind = 这不是 JPEG、PNG 或 WebP 图片。请另存为其中一种后重新上传。
refusal-catalog-photo-too-many-pixels = 图片像素过多：每边最多 { $most } 像素，展开后最多 128 MB。请换一张较小的。
refusal-catalog-photo-broken = 图片无法完整读取。请重新上传，或先另存一次。
refusal-catalog-photo-missing = 请先选择一张图片。程序调用时放在“photo”字段中。
refusal-catalog-too-many-photos = 一个商品最多 { $most } 张图片，请先删除一张。
refusal-catalog-not-a-multiple = 该商品按 { $multiple } 的倍数销售，请填写整数倍的数量。
refusal-catalog-multiple-out-of-step = 起订量须为每批数量的整数倍，请修改每批数量，或修改起订量 { $moq }。
refusal-catalog-category-closed = 该类目实行买家优先，暂未对所有卖家开放。请到 /shelves/{ $category } 申请；在此之前可先存为草稿，或选择其他类目。
refusal-catalog-category-waiting = 您已申请该类目，目前排在第 { $place } 位。在 /shelves/{ $category } 可以看到如何提前。
refusal-catalog-category-unknown = 没有这个类目。请从列表中选择；文件或程序请填类目代码，例如 socks。
refusal-catalog-hs-not-digits = HS 编码为 6 到 12 位数字，例如 6115.95。请查看最近的报关单，或留空。
refusal-catalog-hs-unknown = HS 2022 中没有以这六位开头的编码。请查看报关单，或留空。
refusal-catalog-gtin-wrong = “{ $told }”不是有效的条码：应为 8、12、13 或 14 位数字，末位为校验码。请对照条码重新填写，或留空。
refusal-catalog-origin-unknown = 请从列表选择国家，或填写两位国家代码，例如 CN。
refusal-catalog-too-many = 这里最多 { $most } 项，请删去一些。
refusal-catalog-half-told = 有一行不完整：每行都要有名称和内容。请按示例一行写一项。
refusal-catalog-twice = “{ $told }”重复出现，请删去一个。
refusal-catalog-fact-no-number = 请把“{ $name }”写成数字，例如 { $example }。
refusal-catalog-day-unreadable = “{ $told }”不是日期。请按年-月-日填写，例如 2027-03-31。
refusal-catalog-sample-out-of-range = 样品数量和天数请填 0 到 { $most }。
refusal-catalog-amount-unreadable = “{ $told }”不是金额。请只填数字，例如 5.00。
refusal-catalog-options-differ = 所有规格须使用相同的选项名称和顺序，例如颜色、尺码。请在每一行写相同的名称。
refusal-catalog-two-prices = 一个规格只能填自己的价格或差价之一，请删去一个。
refusal-catalog-stock-out-of-range = 库存请填 0 到 { $most } 的整数；按单生产请留空。
refusal-catalog-stock-reserved = 已有 { $reserved } 件为未发货的订单留出。请填不少于此数，或先发货、取消这些订单。
refusal-catalog-stock-counted-before = 此表导出之后库存已有变动，本行库存未采用。请重新导出表格，再填写库存。
refusal-catalog-sold-out = “{ $title }”已售完。请移出，或询问卖家何时补货。
refusal-catalog-too-few-left = “{ $title }”只剩 { $left } 件。请不要超过此数。
refusal-catalog-draft-not-whole = 公开前至少要有一个价格。请填写价格并保存，再上架。
refusal-catalog-words-of-the-original = 商品本来就是用这种语言写的。请修改原标题，或选择另一种语言。
refusal-catalog-words-without-title = 请也填写标题；要删除译文，请把两栏都留空。
refusal-catalog-table-wrong-kind = 无法读取这种文件。请另存为 XLSX 或 CSV 后重新上传。
refusal-catalog-table-unreadable = 文件无法完整读取。请重新另存为 XLSX 或 CSV 后上传。
refusal-catalog-table-empty = 文件中没有商品。第一行是表头，之后每行一个商品。
refusal-catalog-table-too-many-rows = 一个文件最多 { $most } 行，请拆分。
refusal-catalog-table-too-large = 一个文件最多 { $most } MB，请拆分。
refusal-catalog-table-row-too-long = 第 { $row } 行没有结尾或列数过多。请检查附近是否有不成对的引号，修改后重新上传。
refusal-catalog-workbook-too-large = 工作簿最多 { $most } MB，解压后不超过 768 MB。请把工作表另存为 CSV 后上传。
refusal-catalog-cell-too-long = 本行有单元格超过 64 KB，请缩短。
refusal-catalog-cell-with-null = 本行有单元格含有无效字符，请重新输入。
refusal-catalog-row-too-wide = 本行的单元格多于表头。请检查是否有多余的逗号或引号。
refusal-catalog-variation-alone = 这个规格前面没有它的商品。请把规格行放在商品行之后。
refusal-catalog-columns-unknown = 请指定标题列和价格列。
refusal-catalog-import-faulty = 文件中有 { $faults } 处错误。请修改，或选择不导入有错误的商品。
refusal-catalog-nothing-to-take = 该文件中没有可导入的商品。请修改错误后重新上传。
refusal-catalog-field-unknown = 没有“{ $told }”这个字段。请从字段列表中选择。
refusal-catalog-too-many-alike = 超过 { $most } 个商品标题相同且没有货号。请填写货号以便区分。
refusal-catalog-import-not-ready = 当前状态不能这样做。请查看导入进行到哪一步，再继续。
refusal-catalog-sku-twice-in-file = 货号“{ $told }”在第 { $first } 行已出现。请为每个商品使用不同的货号。
refusal-catalog-file-missing = 请先选择文件：XLSX 或 CSV。
refusal-catalog-export-too-large = 工作簿最多 { $most } 个商品，请下载 CSV，数量不限。

# 计量单位，用在数字之后。
unit-c62 = { $count ->
   *[other] 件
 }
unit-pr = { $count ->
   *[other] 双
 }
unit-set = { $count ->
   *[other] 套
 }
unit-dzn = { $count ->
   *[other] 打
 }
unit-gro = { $count ->
   *[other] 罗
 }
unit-cen = { $count ->
   *[other] 百件
 }
unit-mil = { $count ->
   *[other] 千件
 }
unit-grm = { $count ->
   *[other] 克
 }
unit-kgm = { $count ->
   *[other] 千克
 }
unit-tne = { $count ->
   *[other] 吨
 }
unit-lbr = { $count ->
   *[other] 磅
 }
unit-onz = { $count ->
   *[other] 盎司
 }
unit-cmt = { $count ->
   *[other] 厘米
 }
unit-mtr = { $count ->
   *[other] 米
 }
unit-fot = { $count ->
   *[other] 英尺
 }
unit-inh = { $count ->
   *[other] 英寸
 }
unit-yrd = { $count ->
   *[other] 码
 }
unit-mtk = { $count ->
   *[other] 平方米
 }
unit-ftk = { $count ->
   *[other] 平方英尺
 }
unit-mtq = { $count ->
   *[other] 立方米
 }
unit-mlt = { $count ->
   *[other] 毫升
 }
unit-ltr = { $count ->
   *[other] 升
 }
unit-gll = { $count ->
   *[other] 美制加仑
 }
unit-bx = { $count ->
   *[other] 盒
 }
unit-ct = { $count ->
   *[other] 箱
 }
unit-pk = { $count ->
   *[other] 包
 }
unit-bg = { $count ->
   *[other] 袋
 }
unit-ro = { $count ->
   *[other] 卷
 }
unit-bo = { $count ->
   *[other] 瓶
 }
unit-ca = { $count ->
   *[other] 罐
 }
unit-pf = { $count ->
   *[other] 托盘
 }
unit-st = { $count ->
   *[other] 张
 }

# 市场与商品。
catalog-market = 市场
catalog-market-what = 最新上架的排在最前。浏览、询价、比较都不收费。
catalog-hero = 直接向小工厂采购，货对了，钱才付出去
catalog-lede = 浏览、询价、比价全免费。下单后货款由托管方保管，货物按约定收到，才交给卖家。
catalog-join = 免费加入
catalog-list-yours = 上架商品
catalog-newest = 最新上架
catalog-goods-of = { $firm }的商品
catalog-older = 更早的商品
catalog-to-market = 去市场看看
catalog-empty = 这里还没有商品
catalog-empty-what = 一张清楚的照片，写明材质和尺寸的标题，再加一个起订价，就够了。五分钟上架，不收费。
catalog-empty-firm = 这家企业目前没有上架商品
catalog-empty-firm-what = 可以先看看其他企业，或过些时候再来。
catalog-quantity = { $quantity } { $unit }
catalog-from = { $quantity }起订
catalog-range = { $from }–{ $to } { $unit }
catalog-range-open = { $quantity }以上
catalog-ladder = 按数量定价
catalog-lead-time = { $days ->
    [0] 付款后 { $retail } 天内
   *[other] 付款后 { $days } 天
 }
catalog-sent = { $days ->
    [0] 付款后 { $retail } 天内发货
   *[other] 付款后 { $days } 天发货
 }
catalog-sold-at-once = 按标价直接下单
catalog-sold-by-quote = 先询价，再下单
catalog-no-photo = 暂无照片
catalog-path = 路径
catalog-hidden-note = 已隐藏：只有本企业能看到此页。
catalog-least = 起订量
catalog-leaves = 发货
catalog-sold-by = 计量单位
catalog-how = 下单方式
catalog-how-at-once = 直接下单
catalog-how-ask = 先询价
catalog-own = 这是您自己的商品
catalog-own-what = 买家看到的就是这个样子。
catalog-order-quantity = 数量
catalog-work-out = 算总价
catalog-times = { $quantity } × { $price }
catalog-order = 担保下单：{ $total }
catalog-order-at-checkout = 担保下单
catalog-sign-in-to-order = 登录后下单
catalog-ask = 咨询卖家
catalog-order-note = 卖家须按此价成交。货款先由托管方保管，您确认收货或验货期满后才付给卖家。
catalog-checkout-note = 卖家须按此价成交。运费和税费按您的收货地址计算，提交订单前可看到全部金额。货款先由托管方保管，您确认收货或验货期满后才付给卖家。
catalog-quote-note = 说明需要多少、发往哪里，卖家会给您报价，由您决定。
catalog-what = 商品说明
catalog-no-text = 卖家没有写更多说明，想了解什么可以直接问。
catalog-sku = 货号
catalog-since = 上架时间
catalog-beside = 这位卖家的其他商品
catalog-all = 全部

# 自己的商品。
catalog-goods = 我的商品
catalog-goods-what = 买家在市场上看到的内容。隐藏的商品只有本企业可见。
catalog-goods-empty = 您还没有上架商品
catalog-new = 上架新商品
catalog-new-what = 不收费。有标题和一个价格就能上架，以后都可以修改。
catalog-edit = 编辑
catalog-edit-product = 编辑商品
catalog-col-product = 商品
catalog-col-price = 单价
catalog-col-state = 可见
catalog-col-acts = 操作
catalog-state-listed = 所有人
catalog-state-hidden = 已隐藏
catalog-hide = 隐藏
catalog-show = 重新上架
catalog-field-title = 标题
catalog-field-title-hint = 写明是什么、材质和尺寸，例如“纯棉袜，200 针，39–42 码”。
catalog-field-lang = 标题和说明的语言
catalog-field-text = 商品说明
catalog-field-text-hint = 材质、尺寸、颜色、包装、证书，每样一行最好读。
catalog-field-currency = 货币
catalog-field-tiers = 价格
catalog-field-tiers-hint = 第一行是起订量。买得越多，单价相同或更低。用不到的行留空即可。
catalog-field-from = 起始数量
catalog-field-price = 单价
catalog-field-lead = 付款后几天发货
catalog-field-lead-hint = 有现货、不另约定发货日的填 0；此时须在市场规则规定的天数内发货。
catalog-field-open = 按标价直接成交：买家下单即成立，无需先报价。
catalog-field-sku = 货号
catalog-field-sku-hint = 有就填，没有可不填。
catalog-overtaken = 您打开之后，有人保存了这个商品
catalog-overtaken-what = 您填写的内容仍在表单里，尚未保存。下面列出现已保存、与您所填不同的内容。需要保留的请改到表单里，再点保存，以您的表单为准。
catalog-overtaken-same = 现已保存的内容与您填写的相同，无需再做什么。
catalog-list-it = 上架
catalog-save = 保存
catalog-photo = 照片
catalog-photo-none = 还没有照片。自然光、素色背景最能看清商品。
catalog-field-photo = 选择图片
catalog-field-photo-hint = JPEG、PNG 或 WebP，最大 8 MB。文件中的位置和相机信息会被去除。
catalog-photo-send = 保存照片
catalog-seen = 谁能看到
catalog-seen-listed = 已在市场上架。隐藏后别人搜不到也不能下单，已成交的不受影响。
catalog-seen-hidden = 只有本企业可见。能供货时再重新上架。

# 商品的其他内容。
catalog-refresh = 重新上架
catalog-state-draft = 草稿
catalog-state-expired = 已到期
catalog-seen-draft = 草稿：只有本企业可见，准备好后再上架。
catalog-seen-expired = 上架期已满，只有本企业可见。内容仍然有效就重新上架，会排到前面。
catalog-field-category = 类目
catalog-category-none = 尚未选择
catalog-field-multiple = 每批数量
catalog-field-multiple-hint = 只按打销售就填 12；任意数量都可以就留空。
catalog-field-hs = HS 编码
catalog-field-hs-hint = 6 到 12 位数字，见报关单。
catalog-field-gtin = 条码（GTIN）
catalog-field-brand = 品牌
catalog-field-model = 型号
catalog-field-origin = 原产地
catalog-origin-none = 未填写
catalog-field-keywords = 买家会搜索的其他词
catalog-field-keywords-hint = 用逗号隔开：短袜，船袜
catalog-field-attributes = 属性
catalog-field-attributes-hint = 一行一项，例如“材质：80% 棉”。
catalog-field-certificates = 证书
catalog-field-certificates-hint = 一行一项：名称 | 编号 | 发证机构 | 有效期至。例如“OEKO-TEX Standard 100 | 12.HCN.345 | Hohenstein | 2027-03-31”。
catalog-field-variants = 规格
catalog-field-variants-hint = 一行一项：选项 | 货号 | 条码 | 价格 | 库存。例如“颜色：红；尺码：M | S-RED-M | | +0.50 | 200”。带 + 或 - 的价格是差价；不填库存表示按单生产。
catalog-field-sample-price = 样品价格
catalog-field-sample-most = 每位买家最多样品数
catalog-field-sample-days = 样品发出天数
catalog-field-draft = 保存为草稿：只有本企业可见。
catalog-more-customs = 编码、品牌和原产地
catalog-more-facts = 属性和证书
catalog-more-variants = 规格
catalog-more-samples = 样品
catalog-more-terms = 更多条件

# 批量导入。
catalog-facts-ask = 显示该类目买家常问的属性
catalog-facts-asked = 该类目的买家常问以下属性，请填写已知的。
catalog-import = 从文件导入商品
catalog-import-what = 来自电子表格或网店的商品表。确认之前不会导入任何商品。
catalog-import-short = 批量导入
catalog-import-currency = 文件未写明时的币种
catalog-import-lead = 文件未写明时的发货天数
catalog-import-file = 文件
catalog-import-file-hint = XLSX 或 CSV，最大 1 GB。货号相同，或标题、品牌和型号都相同的已有商品会更新，其余新增。
catalog-import-send = 检查文件
catalog-import-help = 表格格式
catalog-import-help-what = 第一行是表头，之后每行一个商品。只有标题和价格是必填的。
catalog-import-sample-xlsx = 示例（XLSX）
catalog-import-sample-csv = 示例（CSV）
catalog-import-shops = Shopify 和 WooCommerce 的商品文件可以直接导入。Excel、WPS 等程序的常用编码都能识别。
catalog-export-csv = 导出商品（CSV）
catalog-export-xlsx = 导出商品（XLSX）
catalog-import-recent = 之前的文件
catalog-import-came = 上传时间
catalog-col-products = 商品数
catalog-import-state = 状态
catalog-import-unnamed = 未命名文件
catalog-import-is-unmapped = 待指定列
catalog-import-is-waiting = 检查中
catalog-import-is-faulty = 有错误
catalog-import-is-ready = 待确认
catalog-import-is-running = 导入中
catalog-import-is-done = 已完成
catalog-import-is-stopped = 已停止
catalog-import-next-unmapped = 从表头看不出哪一列是标题、哪一列是价格。请在下面指定，其他列可选。
catalog-import-next-waiting = 正在检查文件。本页会自动刷新，您也可以离开稍后再来。
catalog-import-next-faulty = 在 { $rows } 行中发现 { $faults } 处错误，未导入任何商品。请在文件中修改后重新上传，或不导入有错误的商品。下面列出 { $shown } 处。
catalog-import-next-ready = 找到 { $products } 个商品，没有错误。尚未导入。
catalog-import-next-running = 已导入 { $taken } / { $products } 个商品。本页会自动刷新，您也可以离开稍后再来。
catalog-import-next-done = 全部 { $products } 个商品已导入：新增 { $added }，更新 { $changed }，未变 { $unchanged }。
catalog-import-next-done-without = 已导入 { $products } 个商品：新增 { $added }，更新 { $changed }，未变 { $unchanged }。按您的选择，{ $left } 个有错误的商品未导入。
catalog-import-next-stopped = 已停止。之前导入的 { $taken } / { $products } 个商品予以保留。
catalog-import-not-whole = 部分行未完整导入，原因见下表。
catalog-import-shut-out = { $hidden } 个商品已导入但未上架：其类目尚未对贵企业开放。请先申请该类目，再上架。
catalog-import-unused = 未使用的列：
catalog-import-columns = 指定各列
catalog-import-heading = 文件中的表头
catalog-import-example = 第一行
catalog-import-is = 对应
catalog-import-left-out = （不导入）
catalog-import-look = 重新检查文件
catalog-import-row = 行
catalog-import-column = 列
catalog-import-fault = 问题
catalog-import-whole = 整个文件
catalog-import-again = 上传修改后的文件
catalog-import-more = 更多错误
catalog-import-go = 导入这 { $products } 个商品
catalog-import-leave-what = 也可以先导入没有错误的商品。有错误的暂不导入，修改后可再上传。
catalog-import-leave = 导入 { $products } 个，{ $left } 个不导入
catalog-import-left-what = 仅含有错误的行，并有一列说明问题。可直接在其中修改，再上传该文件。
catalog-import-left-xlsx = 有错误的行（XLSX）
catalog-import-left-csv = 有错误的行（CSV）
catalog-import-alike = { $alike } 个商品没有货号，但标题、品牌和型号与您已有的商品相同
catalog-import-alike-change = 是同一商品：按文件更新
catalog-import-alike-keep = 是同一商品：保持不变
catalog-import-alike-add = 是不同商品：新增
catalog-import-for-all = 所有行相同的内容
catalog-import-moq = 起订量
catalog-import-for-all-what = 文件未写明时使用。下次上传表头相同的文件时沿用。
catalog-import-stop = 停止
catalog-import-refresh = 刷新
catalog-import-to-goods = 查看商品
catalog-import-another = 再导入一个文件

catalog-photo-nth = 图片 { $nth }
catalog-stock = 库存
catalog-price-same = 同标价
catalog-made-to-order = 按单生产
catalog-issued-by = { $name } 颁发
catalog-valid-until = 有效期至 { $day }
catalog-papers-note = 由卖家自行填写，请在依赖之前索取副本。
catalog-sample-free = 免费
catalog-sample-terms = 每位买家最多 { $most } 件，每件 { $price }，{ $days } 天内发出。

done-catalog-listed = 已上架。再加一张照片，让买家看清商品。
done-catalog-changed = 已保存。
done-catalog-hidden = 已隐藏。已成交的不受影响。
done-catalog-shown = 已重新上架。
done-catalog-photo = 照片已保存。

search-some-words = { $count ->
   *[other] 没有商品包含全部词语；{ $shown } 件商品包含其中一些。
}
search-count = { $count ->
   *[other] 共 { $shown } 件商品。
}
search-chip-quantity = 需要 { $quantity }
search-chip-price = 不超过 { $currency } { $price }
search-chip-lead-time = { $days } 天内发货
search-open-offer = 一口价，可直接下单
search-order = 排序
search-order-best = 最合适
search-order-least = 起订量最小
search-order-soonest = 发货最快
search-order-price = 价格
search-points = { $points } 分
search-part-fit = 符合词语
search-part-unlike = 与众不同
search-part-flexible = 小批量、交货快
search-part-reply = 回复
search-part-trust = 已完成的交易
search-part-undisclosed = 贸易商冒充工厂
search-part-total = 得分
search-formula = 结果如何排序
search-formula-short = 看符合程度、独特性、回复和诚信，与价格无关。
search-formula-lede = 每个结果的得分由几部分相加，点开即可看到它的算式。得分买不到。
search-formula-part = 部分
search-formula-how = 怎样计算
search-formula-most = 最多
search-formula-price = 排序与价格无关。您可以自己选择按价格排序，系统不会替您这样做。如实说明的贸易商不会因此扣分。
search-how-fit = 标题、类目和说明与您的词语符合的程度，以最符合的一件为准。
search-how-unlike = 分数除以标题词语相同的商品数。
search-how-flexible = 一半看起订量：一件起为满分，每多一位数少六分之一；一半看交货期：当天为满分，60 天以上为零。
search-how-reply = 企业回复是否可靠、及时。还没有人询问过的得一半。
search-how-trust = 没有退款的已完成交易 n ÷（n + 10），乘以好评比例；每家企业起初都算有三个好评。
search-how-undisclosed = 被查实自称工厂、实为贸易商的企业扣去此分。
search-save = 有新品时通知我
search-save-what = 保存这个搜索：有符合的新商品时，每天最多来一封信，信中附有退订链接。
search-save-now = 保存搜索
search-not-quite = 不太对？
search-not-quite-what = 说出您的需要，有货的卖家会给出有约束力的报价。
search-request = 发布求购
search-nothing = 这里还没有人出售此商品。
search-nothing-what = 请试试更少或其他的词语，中文英文都可以。也可以发布求购：卖家会收到通知，没有找到的搜索也会计数。
search-origin = 产地
search-brand = 品牌
search-terms = 数量与价格
search-quantity = 需要的数量
search-price = 单价不超过
search-currency = 货币
search-lead-time = 几天内发货
catalog-photo-make-first = 设为首图
catalog-photo-remove = 删除
done-catalog-photo-first = 已设为首图。
done-catalog-photo-removed = 图片已删除。

catalog-words = 另一种语言
catalog-words-what = 读这种语言的人看到您的译文，其他人看到原文。没有机器翻译。
catalog-field-words-title = 另一种语言的标题
catalog-field-words-text = 另一种语言的介绍
catalog-words-original = 原文
done-catalog-words = 已保存。读这种语言的人现在就能看到。
catalog-stock-line = 可售 { $free }，订单占用 { $reserved }，共 { $hand }
catalog-stock-none = 按单生产：不计库存，订购数量不限。
catalog-stock-on-hand = 现有
catalog-stock-reserved = 订单占用
catalog-stock-free = 可售
catalog-field-stock = 库存数量
catalog-field-stock-hint = 最多可订这么多。按单生产请留空。
catalog-field-on-hand = 现有数量
catalog-field-on-hand-hint = 清点全部存货，包括已为未发货订单留出的。按单生产请留空。
catalog-field-virtual = 无需运输：卡券、文件或服务。买家不必填地址，查验时间较短。
catalog-is-virtual = 交付方式
catalog-virtual-yes = 无需运输
catalog-virtual-no = 需要运输的商品
catalog-sold-out = 已售完
catalog-in-stock = 库存 { $count }
catalog-in-stock-more = 库存 { $count } 以上
catalog-sold-out-note = 目前没有现货。请询问卖家何时补货。
catalog-into-cart = 加入购物车
done-catalog-stock = 库存已保存。
catalog-freight = 运费
catalog-tax = 税务
