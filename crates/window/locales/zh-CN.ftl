# 橱窗说“不”的时候怎么说，下一步怎么办。
refusal-window-text-too-long = 这里最多 { $most } 个字。请写短一些。
refusal-window-text-unprintable = 这段文字里有无法显示的字符。请重新输入，不要粘贴。
refusal-window-founded-out-of-range = 请填写企业成立的年份，{ $least } 到 { $most } 之间，或者留空。
refusal-window-market-unknown = “{ $told }”不是国家。请写国名，或两位代码如 SE，用逗号隔开。
refusal-window-too-many = 这里最多 { $most } 个。请先拿掉一些。
refusal-window-certificate-nameless = 有一行没有名称。每行请先写证书名称。
refusal-window-day-unreadable = “{ $told }”不是日期。请按年、月、日写，例如 2027-03-31。
refusal-window-photo-missing = 请先选一张图片。程序用 photo 字段发送。

window-categories = 全部类目
window-categories-what = 集市的每个货架，和现在摆着的商品。
window-seek = 查找类目
window-seek-act = 查找
window-all-of = { $name }全部
window-sought-none = 没有这样的类目
window-sought-none-what = 请换个短一点的词，中文或英文均可。
window-sought-all = 全部类目
window-none = 还没有
window-firms = { $count ->
   *[other] { $shown } 家企业
 }
window-goods-of-firms = { $count ->
   *[other] { $firms }的 { $shown } 件商品
 }
window-shelf-about = { $name }：{ $many }，按数量标价，直接向企业购买。

window-view = 货架的两种看法
window-fair = 全部商品
window-exhibition = 按企业看
window-fair-what = 所有企业的商品，最新的在前。谁也不能花钱买位置，排序与价格无关。
window-exhibition-what = 每家企业一个橱窗，由企业自己布置。与另一种看法是同一批商品。
window-narrow = 筛选
window-shelves = 货架
window-from = 卖家所在地
window-all-countries = 所有国家和地区
window-all-goods = { $count ->
   *[other] 全部 { $shown } 件商品
 }
window-more-firms = 更多企业
window-empty = 这个货架还没有商品
window-empty-what = 好的商品有照片、清楚的标题、各数量的价格和交货期。上架后一秒内就会出现在这里。
window-empty-country = 这个国家或地区的企业在这里还没有商品
window-empty-country-what = 别处有。去掉筛选就能看到。

window-ask = 发询盘
window-main-goods = 主营商品
window-how = 我们怎么做
window-original = 企业的原文；它还没有写您的语言。
window-photos = 照片
window-photo-of = { $firm }的照片 { $nth }
window-facts = 基本情况
window-answers-new = 暂无数据：近 30 天没有人询问
window-founded = 成立年份
window-markets = 销往
window-comma = 、
window-certificates = 证书
window-certificates-what = 由企业自己填写。请索取副本，并到发证机构核对编号。
window-valid-until = 有效期至 { $day }
window-page-blank = 买家现在只看到您的名称和商品
window-page-blank-what = 用中文和英文写写您做什么、怎么做。三句话、两张照片就可以开始。

window-edit = 编辑企业主页
window-edit-what = 人人都能看到这一页。会哪种语言就写哪种；读其他语言的人看到原文。这里不要写银行账号和电话：买家通过询盘找您，留有记录。
window-overtaken = 您打开之后，有人保存了这一页
window-overtaken-what = 您写的还在。请在另一个窗口查看已保存的内容；再次发送会替换它。
window-field-other-name = 另一种文字的名称
window-field-other-name-hint = 企业名称是中文的，写拉丁字母名称；不是中文的，写中文名称。与执照或合同一致。
window-field-makes-en = 您做什么（英文）
window-field-makes-hint = 一行即可，例如：精梳棉袜、美丽诺羊毛袜，200 针，1,000 双起可做商标。
window-field-makes-zh = 您做什么（中文）
window-field-how-en = 您怎么做（英文）
window-field-how-hint = 设备、人员、产能、质检、样品、付款方式。
window-field-how-zh = 您怎么做（中文）
window-field-founded = 成立年份
window-field-markets = 销往的国家和地区
window-field-markets-hint = 用逗号隔开，例如：瑞典，德国，日本。
window-field-certificates-hint = 一行一个，各部分用“|”隔开：名称 | 编号 | 发证机构 | 有效期至。例如：OEKO-TEX Standard 100 | 12.HCN.345 | Hohenstein | 2027-03-31
window-photos-none = 还没有。拍拍车间、设备和人：买家最先看这些。
window-photo-remove = 拿掉

window-choose = 橱窗里的商品
window-choose-what = 选择买家最先看到的商品。
window-choose-how = 最多选 { $most } 件，按您的顺序。在每个货架上，买家看到其中摆在那里的前 { $shown } 件；您选得不够时，用最新的商品补上。
window-see = 看看买家眼中的主页
window-inside = 橱窗里
window-inside-none = 您还没有选
window-inside-none-what = 买家看到的是您最新的商品。把最拿得出手的摆进橱窗。
window-others = 其他商品
window-others-none = 没有其他在售的商品
window-others-none-what = 多上架一些，再来这里挑选。
window-full = 橱窗满了。请先拿出一件。
window-in = 摆进去
window-out = 拿出来
window-first = 摆第一

done-firm-page-saved = 已保存。这就是人人看到的样子。
done-firm-photo-added = 照片已放上主页。
done-firm-photo-removed = 照片已从主页拿掉。
done-window-changed = 橱窗已按您的安排布置好。

window-no-firm = 没有符合的企业。
window-no-firm-what = 请试试更少或其他的词语，中文英文都可以。可以按名称、生产的产品和出售的商品查找企业。
