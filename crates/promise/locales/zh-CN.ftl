# 企业的承诺
promise-own-title = 对买家的承诺
promise-own-what = 在这里签署的承诺，对直接从商品页下的每一笔订单有效。您为此冻结了保证金，买家会在企业名称旁看到。
promise-see-public = 买家看到的页面
promise-none = 还没有签署承诺
promise-none-what = 签署承诺的店铺会在每个商品上显示标志。先从如实描述开始；能做到的话，再加上7天无理由退换。
promise-owners-sign = 只有企业负责人可以签署和终止承诺。
promise-cover-active = 标志已显示
promise-cover-short = 标志显示中，保证金不足
promise-cover-suspended = 标志已取消
promise-cover-ending = 已终止，保证金待退
promise-cover-ended = 已终止
promise-due-short = 保证金未补足的，标志于 { $at } 取消。
promise-due-ending = 届时没有未结事项的，保证金于 { $at } 退回。
promise-deposit = 保证金余额
promise-required = 应有保证金
promise-owed = 欠保障基金
promise-since = 生效
promise-until = 终止
promise-words-hash = 各语言条款的指纹（SHA-256）
promise-end-one = 对新订单终止：{ $promise }
promise-top-up = 补足保证金
promise-top-up-what = 先从余额归还欠保障基金的款项，再冻结缺少的保证金。
promise-end-all = 终止全部承诺
promise-end-all-what = 即刻起新订单不再受保障，标志同时取消。最早 { $days } 天后，此前的订单均已完结且不能再申请赔付、也没有未结赔付申请时，保证金退回。
promise-end-all-button = 终止全部承诺
promise-sign-title = 签署
promise-sign-what = 请阅读条款，条款就是合同。订单按下单时有效的承诺处理，之后签署或终止都不影响。
promise-must = 任何承诺都包含此项
promise-field-deposit = 冻结保证金
promise-field-currency = 订单货币
promise-deposit-what = 保证金最低数额（任选一种货币）：{ $least }；已冻结的计算在内。
promise-wallet-empty = 余额为零，请先充值。
promise-sign-button = 签署并冻结
promise-of-firm = { $firm } 的承诺
promise-public-title = 对买家的承诺
promise-public-what = 由企业负责人签署，并冻结了保证金。违反承诺的，保障基金先行赔付，再向企业追回。
promise-public-none = 这家企业没有另外作出承诺
promise-public-none-what = 您的货款同样受担保，确认收货后才会放款。
promise-over = 以往的承诺
promise-over-what = 对当时下的订单仍然有效。

# 赔付申请
promise-list-title = 赔付
promise-list-what = 卖家违反了您下单时有效的承诺，保障基金先行赔付。
promise-list-none = 没有赔付申请
promise-list-none-what = 申请时指明卖家的一项承诺并说明经过。交易成功后才能申请。
promise-claim-button = 申请赔付
promise-own-claims-title = 赔付申请
promise-own-claims-what = 您提出的，以及买家对贵企业提出的。
promise-own-claims-none = 没有赔付申请
promise-own-claims-none-what = 承诺被违反时，申请和时限会列在这里。
promise-you-claim = 您提出的申请
promise-on-you = 买家对您提出的申请
promise-new-title = 申请赔付
promise-new-what = 选择被违反的承诺并说明经过。卖家先答复，再由专员裁定。
promise-new-none = 没有可以申请的承诺
promise-new-none-what = 您下单时卖家没有签署承诺，或者都已经申请过。
promise-new-form = 您的申请
promise-held = 下单时有效的承诺
promise-field-promise = 承诺
promise-field-amount = 金额
promise-field-reason = 经过
promise-field-reason-hint = 写清事实：承诺了什么、收到了什么、什么时候。照片和聊天记录可以随后提交。
promise-new-then = 卖家有 { $days } 天时间答复。不答复不视为同意，由专员裁定。
promise-back = 返回
promise-most-until = 目前最高赔付额，可在 { $at } 之前申请。
promise-worth-nothing = 已经全部退还
promise-waits-for-fund = 申请成立：{ $amount }，等待保障基金支付。
promise-waits-for-fund-what = 基金余额暂时不足。注资后按成立的先后立即支付，无需任何操作。
promise-claim-title = 赔付申请
promise-happened = 经过
promise-promised = 承诺内容
promise-evidence = 证据
promise-seller-agreed = 卖家已同意，但保证金不足以支付，基金付款前由专员审核。
promise-fund-holds = 保障基金余额：{ $amount }
promise-to-deal = 查看交易
promise-claimed = 申请金额
promise-worth-most = 最高赔付额
promise-awarded = 裁定金额
promise-field-text = 您的说明
promise-tell-button = 提交说明
promise-show-title = 提交文件
promise-show-what = 照片（JPEG、PNG、WebP）或 PDF，不超过 8 MB。文件按指纹保存。
promise-field-file = 文件
promise-show-button = 提交文件
promise-field-conversation = 聊天
promise-talk-button = 提交聊天记录
promise-field-why = 理由
promise-field-awarded = 赔付买家
promise-field-reasons = 裁定理由，双方可见
promise-state-waits-seller = 等卖家答复
promise-state-deciding = 专员裁定中
promise-state-seconding = 第二位专员复核
promise-state-unpaid = 成立，等待基金
promise-state-paid = 已赔付
promise-state-rejected = 不成立
promise-state-withdrawn = 已撤回
promise-next-waits-seller = 卖家须在 { $at } 之前答复。不答复不视为同意，由专员裁定。
promise-next-deciding = 专员须在 { $at } 之前裁定，否则由另一位专员接手。
promise-next-seconding = 金额较大，由第二位专员在 { $at } 之前复核。
promise-next-unpaid = 保障基金一有余额，就按先后支付。
promise-next-paid = 保障基金已赔付买家。
promise-next-rejected = 就所见证据，没有违反承诺。
promise-next-made-good = 所申请的款项其间已全部退还，没有需要再支付的金额。
promise-next-withdrawn = 买家撤回了申请。
promise-act-withdraw = 撤回
promise-act-agree = 同意
promise-act-refuse = 拒绝
promise-act-tell = 说明
promise-act-take = 受理此案
promise-act-put-back = 退回此案
promise-act-decide = 裁定
promise-act-confirm = 同意赔付额
promise-act-object = 不同意
promise-what-withdraw = 申请结束，同一交易不能再就这项承诺申请。
promise-what-agree = 基金向买家付款并从您的保证金扣回。之后保证金不足的，您有 { $days } 天时间补足。
promise-what-agree-short = 您的保证金不足以赔付，须先由专员审核，再由保障基金赔付。
promise-what-refuse = 请说明理由，由专员裁定。
promise-what-put-back = 由另一位专员受理，您不能再受理。
promise-what-decide = 填零表示没有违反承诺。裁定的金额由基金支付，再向卖家追回。
promise-what-confirm = 按第一位专员裁定的金额支付。
promise-what-object = 请说明理由，由另一位专员重新裁定。
promise-moves-buyer = 买家得到
promise-moves-deposit = 从卖家保证金扣除
promise-moves-left = 保证金剩余
promise-moves-owed = 卖家欠保障基金
promise-did-compensation-asked = 提出申请
promise-did-compensation-agreed = 卖家同意
promise-did-compensation-refused = 卖家拒绝
promise-did-compensation-unanswered = 卖家逾期未答复
promise-did-compensation-withdrawn = 撤回
promise-did-compensation-told = 说明
promise-did-compensation-shown = 提交证据
promise-did-compensation-taken = 专员受理
promise-did-compensation-put-back = 等待另一位专员
promise-did-compensation-second-officer = 时限已过，由另一位专员处理
promise-did-compensation-awarded = 已裁定，须由第二位专员同意
promise-did-compensation-objected = 第二位专员不同意
promise-did-compensation-upheld = 申请成立
promise-did-compensation-paid = 保障基金已支付
promise-did-compensation-rejected = 申请不成立
promise-did-compensation-made-good = 已结束：款项其间已全部退还

# 专员与规则
promise-queue-title = 待裁定的赔付
promise-queue-what = 最急的在前。与任何一方有关的专员不得受理。
promise-queue-none = 没有待裁定的申请
promise-queue-none-what = 卖家拒绝或逾期未答复的申请会到这里。
promise-queue-mine = 您已受理
promise-queue-other = 另一位专员已受理
promise-queue-again = 重新裁定
promise-queue-due = { $at } 之前
promise-queue-open = 打开
promise-rules-title = 赔付规则
promise-rules-what = 每项承诺的赔付额，以及谁可以对申请做什么，由程序本身列出。
promise-rules-worth = 承诺的赔付额
promise-rules-days = 申请期限（天）
promise-rules-most = 最高
promise-most-price = 尚未通过退款或其他赔付退还的货款
promise-most-fake = 货款的 { $multiple } 倍，不论是否已退款
promise-most-instant = 货款的 { $percent }%
promise-rules-act = 操作
promise-rules-why = 不可以的原因

# 已完成
done-promise-signed = 已签署，标志已显示。
done-promise-topped-up = 保证金已补足。
done-promise-ended = 已对新订单终止。
done-promise-claimed = 申请已提出，已通知卖家。
done-promise-moved = 已完成。

# 拒绝
refusal-promise-nothing-chosen = 请至少选择一项承诺。
refusal-promise-unknown = 没有这项承诺，请从列表中选择。
refusal-promise-deposit-negative = 保证金不能为负。请填写要冻结的金额，或留空。
refusal-promise-debt-first = 贵企业欠保障基金 { $owed }。请先在资金页面归还。
refusal-promise-currency-not-covered = 该货币不能作为承诺的保证金，请选择：{ $currencies }。
refusal-promise-deposit-too-small = 保证金至少 { $least }，还缺 { $missing }。请至少冻结这么多。
refusal-promise-nothing-signed = 贵企业在这个货币上没有签署这项承诺，请先签署。
refusal-promise-nothing-missing = 保证金已足，无需操作。
refusal-promise-sign-anew = 标志已取消。请重新签署承诺并冻结保证金。
refusal-promise-truthful-stays = 任何承诺都包含如实描述。要终止它，请终止全部承诺。
refusal-promise-ended-already = 承诺已经终止。
refusal-promise-conflict = 您与其中一方有关，或者曾经受理过此案。由另一位专员裁定。
refusal-promise-is-over = 申请已经结束。
refusal-promise-upheld = 申请已成立，基金有余额时立即支付，无需操作。
refusal-promise-decided = 已经裁定，不能再更改。
refusal-promise-answered = 卖家已经答复，或者答复时限已过。
refusal-promise-not-for-decision = 卖家仍可答复，之后才由专员裁定。
refusal-promise-taken = 另一位专员已受理此案。
refusal-promise-other-stage = 此案处于另一阶段，请重新打开。
refusal-promise-not-taken = 请先受理此案。
refusal-promise-not-finished = 交易还没有结束。进行中的交易请申请售后，售后结束前不会放款。
refusal-promise-not-retail = 这些承诺只适用于直接从商品页下的订单，本交易另行约定了条款。
refusal-promise-not-promised = 您下单时卖家没有作出这项承诺，请从列表中选择。
refusal-promise-window-over = 这项承诺的申请期限已于 { $until } 截止。
refusal-promise-other-currency = 本交易以 { $currency } 计价，请按该货币填写金额。
refusal-promise-nothing-left = 这项承诺的赔付额已经全部退还。
refusal-promise-amount-out-of-range = 请填写大于零、不超过 { $most } 的金额。
refusal-promise-already-claimed = 本交易已就这项承诺申请过，请查看该申请。
refusal-promise-text = 请填写内容，不超过 { $most } 个字符，不含控制字符。
refusal-promise-statements-too-many = 每方最多说明 { $most } 次，其余请写在文件里。
refusal-promise-evidence-too-much = 每方最多提交 { $most } 个文件，请合并为一个 PDF。
refusal-promise-nothing-said = 这个聊天还没有消息，请选择另一个。

# 通知信
letter-promise-subject = { $told ->
    [short] 请补足保证金
    [suspended] 您的标志已取消
   *[other] 保证金已退回
 }
letter-promise-body = { $told ->
    [short] 已从您的保证金赔付买家。请在七天内（{ $due } 之前）补足到 { $required }，否则标志将取消。
    [suspended] 保证金未按时补足，新订单不再受保障，标志已取消。您可以随时重新签署。
   *[other] 您的承诺已终止，没有未结事项，保证金余额已退回钱包。
 }
    { $url }{ $path }
letter-promise-sms = 您的保证金有变动：{ $url }{ $path }
letter-compensation-subject = { $told ->
    [compensation-asked] 买家申请赔付：{ $title }
    [compensation-paid] 已赔付：{ $title }
   *[other] 赔付申请有新进展：{ $title }
 }
letter-compensation-body = { $told ->
    [compensation-asked] 买家认为您违反了承诺，就“{ $title }”申请赔付 { $amount }。请在三天内答复，之后由专员裁定。
    [compensation-agreed] 卖家同意就“{ $title }”赔付 { $amount }。
    [compensation-refused] 卖家拒绝就“{ $title }”赔付 { $amount }，由专员裁定。
    [compensation-unanswered] 卖家未答复，“{ $title }”{ $amount } 的赔付由专员裁定。
    [compensation-upheld] “{ $title }”的赔付申请成立：{ $amount }。
    [compensation-paid] 保障基金已就“{ $title }”赔付 { $amount }。
    [compensation-rejected] “{ $title }”的赔付申请不成立。
    [compensation-made-good] “{ $title }”的赔付申请已结束：款项其间已全部退还。
   *[other] “{ $title }”{ $amount } 的赔付申请有新进展。
 }
    查看：{ $url }{ $path }
letter-compensation-sms = { $amount } 的赔付申请有新进展：{ $url }{ $path }

# 菜单
menu-compensations = 赔付
