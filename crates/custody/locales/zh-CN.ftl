# 担保交易拒绝时的说明，以及下一步该做什么。
refusal-custody-amount-not-positive = 请输入大于零的金额。
refusal-custody-amount-too-large = 金额超出单笔上限，请拆成几笔。
refusal-custody-account-text = 请用一行填写银行账户，最多 { $most } 个字符。
refusal-custody-other-currency = 本合同以 { $currency } 结算，不是 { $told }。请按 { $currency } 输入金额。
refusal-custody-wallet-too-small = 需要 { $wanted }，可用余额为 { $available }。请先充值 { $missing }。
refusal-custody-goods-not-confirmed = 货物尚未确认收到，款项仍在托管中。买家确认收货或时限届满后即放款。
refusal-custody-already-settled = 本合同的款项已全部付出，请在时间线中查看去向。
refusal-custody-more-than-paid = 最多还可退给买家 { $left }，请输入不超过此数的金额。
refusal-custody-already-released = 这笔款项已经转出，无法自动收回，需由工作人员处理。
refusal-custody-still-held = 本合同仍有款项在托管中，请先放款或退款。
refusal-custody-unknown-reference = 没有对应此附言的付款单，请核对转账附言。
refusal-custody-notice-differs = 银行的这个流水号此前已用于另一笔业务，需由工作人员核对两份通知。
refusal-custody-not-of-this-order = 银行通知与此付款单不符，需由工作人员核对。
refusal-custody-other-amount = 指令金额为 { $ordered }，与银行通知的金额不同，需由工作人员核对。
