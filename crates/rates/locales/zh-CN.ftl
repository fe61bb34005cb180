# 汇率页面的说明，以及文件未被接受的原因。
refusal-rates-file-missing = 请选择文件。
refusal-rates-file-unknown = 无法识别该汇率文件。请从欧洲中央银行下载 eurofxref-daily.xml 或 eurofxref.csv（解压后）。
refusal-rates-rate-unreadable = { $told } 不是汇率：须为大于零的数字，且每种货币每天只出现一次。请重新下载文件。
refusal-rates-day-ahead = { $day } 尚未到来。请核对文件和市场时钟。

menu-rates = 汇率
rates-title = 以您的货币显示价格
rates-what = 卖家报价旁可同时显示约合您的货币多少。以卖家报价为准，约价不用于付款。
rates-none = 暂无汇率
rates-none-what = 汇率由运营方从欧洲中央银行导入。在此之前，价格只按卖家报价显示。
rates-stale = 汇率过旧，不再显示约价
rates-stale-what = 超过 { $days } 天没有新汇率时，只显示卖家报价。
rates-choose = 您的货币
rates-show = 按此显示
rates-of-day = { $day }参考汇率
rates-source = 来源：{ $source }。表中为一欧元可兑换的数额。
rates-rounding = 其他货币之间按两者之比精确计算，只舍入一次（四舍六入五成双）：保留该货币的小数位，不足一单位时多保留两位。
rates-send = 导入新汇率
rates-file = 文件
rates-file-hint = eurofxref-daily.xml 或 eurofxref.csv，也可为多日文件，取最近的若干天。
rates-take = 导入
rates-days = 已有日期
rates-taken-at = 导入于
done-rates-taken = 已导入，即刻按新汇率显示约价。
