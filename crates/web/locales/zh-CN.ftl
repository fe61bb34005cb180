problem-400 = 请求无法读取
    请按说明改正后重新发送。
problem-401 = 请先登录
    登录已失效或尚未登录。请登录后再试。
problem-403 = 您没有这项权限
    请联系本企业的所有者，或使用权限更大的密钥。
problem-404 = 没有找到
    它不存在，或者您无权查看。请核对地址。
problem-405 = 此处不支持这种操作
    地址存在，但不接受这种方法。
problem-408 = 请求传输太慢
    传输中断了。请在网络较好时重新发送，或分成小份发送。
problem-409 = 这个幂等键已用于另一个请求
    请为新的请求换一个新的键。
problem-412 = 您读取之后它已有变动
    请重新查看，再提交一次修改。
problem-413 = 内容过大
    请减少每次发送的内容。
problem-415 = 内容类型不对
    请发送 JSON，并注明 Content-Type: application/json。
problem-422 = 这样行不通
    请改正列出的各项后重新发送。
problem-428 = 请说明修改的是哪个版本
    请在 If-Match 中带上您读取的版本号。
problem-429 = 请求过于频繁
    请稍候再继续。
problem-500 = 我们这边出了错
    错误已记录。请重试；如仍不行，请把请求编号告诉运营方。
problem-503 = 此刻繁忙
    没有任何改动。请稍后发送同一请求。
problem-unknown = 尚不清楚是否已完成
    请用同一个键再发一次同样的请求，它只会执行一次。
problem-store-down = 市场暂时无法写入
    没有任何改动。请稍后再试。

refusal-request-key = 请在 Idempotency-Key 头中给出 1 至 64 个普通字符的键，每次操作用一个新的。
refusal-request-query = 地址中问号后的部分无法读取：{ $told }
refusal-request-null-character = 文字中含有字符 U+0000。请删除后重新发送。
refusal-request-shape = 内容结构与预期不符：{ $told }
refusal-request-not-json = 内容不是 JSON：{ $told }
refusal-money-mixed-currencies = { $left } 与 { $right } 不能相加。请使用同一种货币。
refusal-money-too-large = 金额超出账本所能记录的范围。请拆分。
refusal-money-not-an-amount = 请用普通数字书写 { $currency } 金额，小数最多 { $decimals } 位，例如 12400。
refusal-money-unknown-currency = { $told } 不是 ISO 4217 货币代码。请使用 USD、EUR、CNY 等代码。
problem-id = 如需帮助，请告知这个编号：
problem-home = 回到市场

page-skip = 跳到正文
page-unread = { $count } 条对话未读
page-main = 主菜单
page-quick = 快捷
page-language = 语言
page-currency = 货币
page-currency-own = 按卖家报价显示
page-currency-about = 同时显示 { $currency } 约价
page-about = ≈ { $sum }（{ $day }汇率）
page-menu = 菜单
page-account = 账号
page-scope = 搜索范围
page-scope-goods = 商品
page-scope-firms = 企业
page-scope-requests = 求购
page-search-ends = 可能要搜索的词语
page-search = 搜索
page-search-what = 羊毛袜、TN-2110、保温杯……
page-sign-in = 登录
page-sign-out = 退出
page-join = 免费加入

form-wrong = 有 { $count } 处需要改正

foot-what = 小企业的开放市场。货款由托管方保管，货对了才放款。
foot-check = 核对我们
foot-api = 开放接口
foot-numbers = 公开数字
foot-checkpoints = 每日校验点
foot-free = 免费
foot-free-text = 开店、询盘、报价和消息都不收费。
foot-simulated = 这是演示
foot-simulated-text = 银行、快递、验货和信件均为模拟，没有真实资金流动。

menu-market = 市场
menu-inquiries = 询盘
menu-requests = 求购
menu-reviews = 审核
menu-deals = 交易
menu-goods = 我的商品
menu-money = 资金
menu-firm = 本企业
menu-letters = 信件
page-more = 显示更多
