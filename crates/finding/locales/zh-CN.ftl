# 搜索框的范围，以及各种结果页面共用的词语。

search-scopes = 搜索范围
search-scope-goods = 商品
search-scope-firms = 企业
search-scope-requests = 求购
search-all-goods = 全部商品
search-all-firms = 全部企业
search-all-requests = 全部公开求购
search-count-firms = { $count ->
   *[other] 符合的企业共 { $shown } 家。
}
search-count-requests = { $count ->
   *[other] 符合的求购共 { $shown } 条。
}
search-some-words-firms = { $count ->
   *[other] 没有企业符合全部词语，{ $shown } 家符合其中一部分。
}
search-some-words-requests = { $count ->
   *[other] 没有求购符合全部词语，{ $shown } 条符合其中一部分。
}
search-place = 地区
search-role = 企业类型
search-trades = 已完成的交易
search-trades-value = 完成 { $trades } 笔交易以上
search-role-factory = 工厂
search-role-trading-house = 贸易公司
search-role-agent = 厂家代理
search-role-distributor = 经销商
search-narrow = 筛选
search-none = 没有匹配的结果。
search-still-reading = 搜索还在读取商品，请稍候再试。
search-meant = 没有找到“{ $typed }”，以下是“{ $meant }”的结果。
search-take-away = 去掉
search-before = 上一页
search-next = 下一页
search-category = 类目
search-apply = 应用
search-clear = 清除
search-without-filters = 去掉筛选条件
