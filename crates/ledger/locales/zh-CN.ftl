# 账本拒绝时的说明，以及下一步该做什么。
refusal-ledger-batch-too-large = 一次最多提交 { $most } 笔转账，请分批提交。
refusal-ledger-legs-out-of-range = 一笔转账应有 2 到 { $most } 条分录，请拆成几笔。
refusal-ledger-amount-not-positive = 请输入大于零的金额。
refusal-ledger-amount-too-large = 金额超出单笔转账的上限，请拆成几笔。
refusal-ledger-mixed-currencies = 一笔转账只能用一种货币，这里同时有 { $left } 和 { $right }，请分开转账。
refusal-ledger-account-twice = 同一账户在这笔转账中出现了两次，请合并金额后只填一次。
refusal-ledger-not-zero-sum = 借贷相差 { $off }，请调整金额使两边相等。
refusal-ledger-transfer-differs = 这笔转账已经做过，但金额或账户不同。请查看对账单；如需再次转账，请新建一笔。
refusal-ledger-insufficient-funds = 需要 { $wanted }，可用余额为 { $available }。请先充值，或减少金额。
refusal-ledger-balance-too-large = 转入后余额将超出账户上限，请先转出一部分。
refusal-ledger-hold-differs = 这笔款项已按其他条件冻结。请刷新页面查看后重新操作。
refusal-ledger-hold-already-settled = 冻结的款项已经付出，请在对账单中查看去向。
refusal-ledger-hold-already-voided = 冻结的款项已经退还给账户所有人。如需再次冻结，请重新操作。
refusal-ledger-not-from-the-hold = 冻结的款项只能从其所在账户付出，请选择该账户。
refusal-ledger-hold-too-small = 目前冻结 { $left }，而请求为 { $wanted }。请输入不超过 { $left } 的金额。
refusal-ledger-checkpoint-already-made = 当日的检查点已经生成，无需再做。

