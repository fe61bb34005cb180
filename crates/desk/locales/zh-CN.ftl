desk-title = 我的工作台
desk-what = 等您处理的事，关系到资金的排在最前。有新的事会发信通知，每小时最多一封。
desk-none = 没有待办
desk-none-what = 您工作台上的事都办完了。有新的事会列在这里，并发信通知您。
desk-empty = 这些暂无待办
desk-names = 名称核对
desk-disputes = 纠纷
desk-compensations = 赔付申请
desk-second = 待复核操作
desk-bank = 银行差异清单
desk-checks = 待核验企业
desk-requests = 待审采购需求
desk-reports = 举报
desk-soon = 一天之内
desk-until = 请在 { $at } 前处理
desk-since = 最早的自 { $at } 起等候
letter-desk-subject = { $market }：工作台有待办
letter-desk-body = 您的工作台：

    { $lines }

    { $url }/desk
letter-desk-sms = { $market } 工作台：{ $short }。{ $url }/desk
