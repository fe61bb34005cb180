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
refusal-catalog-photo-missing = 请在“photo”字段中上传图片。

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
