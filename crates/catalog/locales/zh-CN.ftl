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
refusal-catalog-category-no-code = “{ $told }”不是类目，请从列表中选择。
refusal-catalog-category-closed = 该类目实行买家优先，暂未对所有卖家开放。请到 /shelves/{ $category } 申请；在此之前可先隐藏产品，或选择其他类目。
refusal-catalog-category-waiting = 您已申请该类目，目前排在第 { $place } 位。在 /shelves/{ $category } 可以看到如何提前。

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
    [0] 付款当天
   *[other] 付款后 { $days } 天
 }
catalog-sent = { $days ->
    [0] 付款当天发货
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
catalog-sign-in-to-order = 登录后下单
catalog-ask = 咨询卖家
catalog-order-note = 卖家须按此价成交。货款先由托管方保管，您确认收货或验货期满后才付给卖家。
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
catalog-field-lead-hint = 当天发货填 0。
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

done-catalog-listed = 已上架。再加一张照片，让买家看清商品。
done-catalog-changed = 已保存。
done-catalog-hidden = 已隐藏。已成交的不受影响。
done-catalog-shown = 已重新上架。
done-catalog-photo = 照片已保存。
