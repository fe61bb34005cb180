refusal-talk-text-empty = 请先填写留言内容。
refusal-talk-text-too-long = 一条留言最多 { $most } 个字符，请把其余内容另发一条。
refusal-talk-text-unprintable = 留言中有无法显示的字符。请直接输入，不要粘贴。
refusal-talk-bank-details = 内容像是银行账户或站外付款方式。站外付款不受担保。请删去，或勾选下方方框后原样发送。
refusal-talk-not-taken = 对方目前不接收您的留言，进行中的交易不受影响。您可以到市场上找其他企业。
refusal-talk-blocked-by-us = 贵企业已不接收该企业的留言。请先恢复接收，再发留言。
refusal-talk-too-fast = 贵企业一分钟内已在此发了 { $most } 条留言。请稍候，把其余内容合成一条。
refusal-talk-too-many-new = 贵企业一天内已发起 { $most } 次对话。请先继续这些对话，明天再发起新的。
refusal-talk-same-text = 这段文字今天已发给 { $most } 家企业。请针对每家企业写明您的需要。
refusal-talk-file-missing = 请先选择文件。
refusal-talk-file-too-large = 文件最大 { $most } MB。请发小一些的照片，或把文件分开发送。
refusal-talk-file-wrong-kind = 只能发送照片（JPEG、PNG、WebP）和 PDF，且文件名须与内容一致。请另存为 PDF 后再选择。
refusal-talk-file-broken = 文件不完整，或其中带有程序。请重新保存后再选择。
refusal-talk-not-a-colleague = 请选择本企业的同事。
refusal-talk-too-many-routes = 一家企业最多 { $most } 条规则，请先删去一条。
refusal-talk-country-unknown = 请填写两位国家代码，例如 SE，或留空。
refusal-talk-category-unreadable = 类目最多 80 个字符，也可以留空。
refusal-talk-reason-unknown = 请选择举报原因。
refusal-talk-note-unreadable = 请填写不超过 1,000 个可显示的字符。
refusal-talk-reported-already = 贵企业已举报过该对话，工作人员会查看。
refusal-talk-report-closed = 该举报已处理，请刷新列表。
refusal-talk-why-missing = 请说明查看该对话的原因，原因会被记录。

# 列表。
talk-messages = 留言
talk-messages-what = 您与其他企业的往来，最近的在前。
talk-older = 更早的对话
talk-empty = 还没有留言
talk-empty-what = 打开一件商品询问卖家：要多少、发往哪里、什么时候要。对话会出现在这里，别人对您商品的询问也在这里。
talk-empty-act = 去市场看看
talk-unread = { $count } 条新
talk-you-said = 您：{ $text }
talk-your-record = 您通常 { $time } 内回复（30 天中位数），已回复 { $percent }%
talk-settings = 邮件与分配

# 一次对话。
talk-about = 关于
talk-conversation = 对话
talk-conversation-with = 与 { $firm } 的留言
talk-you = 您
talk-earlier = 更早的留言
talk-said-nothing = 这里没有可显示的内容。隐藏的留言仍会保留。
talk-field-text = 留言
talk-field-text-hint = 用您自己的语言写，原文始终保留。
talk-field-file = 照片或 PDF，最大 8 MB
talk-field-beside = 附言（可留空）
talk-send = 发送
talk-send-file = 发送文件
talk-send-sure = 我已核对，原样发送。
talk-kept = 至少保存 { $years } 年。双方都可导出作为证据，纠纷专员可以查看。
talk-hide = 对本企业隐藏
talk-hide-what = 只在本企业隐藏。对方仍能看到，并作为证据保留。
talk-file-kind-photo = 照片
talk-file-kind-pdf = PDF
talk-file-size = { $kind }，{ $size } KB
talk-handed = 此后由 { $name } 代表 { $firm } 回复
talk-word-help = 词语提示，不是翻译
talk-translated = 由 { $engine } 机器翻译，以上方原文为准。
talk-sealed = 链上第 { $nth } 条，哈希 { $hash }

# 提醒。
talk-warn = 站外付款将失去担保
talk-warn-account_changed = 有人称银行账户已变更。付款之前，请拨打您原来知道的电话核实。
talk-warn-iban = 留言中有 IBAN 账号。
talk-warn-card = 留言中有银行卡号。请勿发送卡号。
talk-warn-account = 留言中有银行账号。
talk-warn-swift = 留言中有银行 SWIFT 代码。
talk-warn-crypto = 留言中有加密货币地址。这种付款无法追回。
talk-warn-pay_link = 留言中有站外付款的链接或方式。
talk-warn-pay_outside = 站外付款没有退款、没有纠纷专员、也没有信用记录。请改用担保条款回复。
talk-warn-what = 请在本站用担保交易付款：收到货后才放款。

# 旁边。
talk-facts = 本次对话
talk-fact-about = 关于
talk-fact-since = 始于
talk-fact-handler = 我方回复人
talk-nobody = 尚未指定
talk-presence = 在线
talk-presence-now = 现在
talk-presence-today = 今天
talk-presence-days = { $days } 天前
talk-presence-away = 有一阵子没来
talk-answers = 通常回复
talk-answers-in = { $time } 内，已回复 { $percent }%
talk-answers-none = 30 天内无人询问
talk-minutes = { $count } 分钟
talk-hours = { $count } 小时
talk-days = { $count } 天
talk-hand = 转给同事
talk-hand-to = 同事
talk-evidence = 导出为证据
talk-more = 更多
talk-block = 不再接收该企业的留言
talk-block-what = 适用于所有对话，进行中的交易不受影响。您可以随时恢复接收。
talk-unblock = 恢复接收留言
talk-is-blocked = 贵企业不接收该企业的留言。
talk-report = 举报
talk-report-what = 工作人员将查看这次对话。
talk-report-reason = 原因
talk-report-note = 发生了什么
talk-reason-fraud = 欺诈或站外收款
talk-reason-spam = 群发
talk-reason-abuse = 威胁或辱骂
talk-reason-forbidden = 违禁商品
talk-reason-other = 其他
done-talk-handed = 对话已转给您的同事。
done-talk-blocked = 贵企业不再接收该企业的留言。
done-talk-unblocked = 贵企业已恢复接收其留言。
done-talk-reported = 谢谢，工作人员会查看。
done-talk-hidden = 该留言已在本企业隐藏，仍会保留。

# 证据。
talk-evidence-title = 证据
talk-evidence-what = 每条留言都与前一条一起计算哈希。拿到文件的人无需本市场即可核对是否被改动、遗漏或插入：jishi verify-talk FILE。最后的哈希也写入市场的每日存证。
talk-evidence-file = 下载文件
talk-evidence-next = 后面的留言
talk-evidence-made = 生成于 { $at }；共 { $length } 条中的 { $count } 条
talk-evidence-none = 该对话还没有入链的留言。
talk-evidence-before = 前一哈希

# 设置。
talk-settings-title = 邮件与分配
talk-mail-heading = 未读留言的通知信
talk-mail-wish = 何时
talk-mail-at_once = 尽快，汇总发送，2 小时内最多一封
talk-mail-daily = 每天 8 点一封
talk-mail-never = 不发
talk-save = 保存
done-talk-mail = 您的选择已保存。
talk-mail-off-title = 停止未读留言的通知信
talk-mail-off-what = 以后可在“留言”的“邮件与分配”中重新打开。
talk-mail-off-act = 停止通知信
done-talk-mail-off = 不会再收到未读留言的通知信。
talk-routes-heading = 新对话由谁回复
talk-routes-what = 同一买家由同一同事回复；其他的按第一条符合的规则分配。24 小时无人回复时转给下一位，并通知负责人。
talk-routes-none = 还没有规则：谁先回复就由谁跟进。
talk-route-category = 类目（留空为任意）
talk-route-country = 国家代码（留空为任意）
talk-route-any = 任意
talk-route-person = 交给
talk-route-add = 添加规则
talk-route-remove = 删去
done-talk-route = 规则已添加。
done-talk-route-removed = 规则已删去。

# 工作台。
talk-reports = 举报
talk-reports-what = 企业请我们查看的对话，等待最久的在前。
talk-reports-none = 没有待处理的举报
talk-reports-none-what = 企业可在对话页举报。举报会出现在这里，直到给出处理结果。
talk-reports-later = 后面的举报
talk-report-by = { $firm } 举报 { $other }
talk-report-read = 查看对话
talk-report-why = 查看原因
talk-report-close = 结束处理
talk-report-outcome = 处理结果
talk-outcome-unfounded = 未发现违规
talk-outcome-warned = 已警告该企业
talk-outcome-passed_on = 已移交
done-talk-report-closed = 举报已处理。

# 通知信。
letter-talk-unread-subject = { $market }：您有未读留言
letter-talk-unread-body = { $name }，您好：

    有 { $count } 个对话的留言还没有人看：

    { $lines }

    查看并回复：{ $url }/messages

    不再接收此类通知信：{ $url }/messages/mail-off/{ $token }
letter-talk-unread-sms = { $market }：{ $count } 个对话有未读留言。{ $url }/messages
letter-talk-unanswered-subject = { $market }：有询问已等待一天
letter-talk-unanswered-body = { $name }，您好：

    对 { $firm } 的一次询问已一天无人回复。如有其他同事，已转给该同事。等得太久，买家会去问别家。

    回复：{ $url }/messages/{ $id }
letter-talk-unanswered-sms = { $market }：对 { $firm } 的询问已等待一天。{ $url }/messages/{ $id }
