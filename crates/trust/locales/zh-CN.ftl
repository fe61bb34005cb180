refusal-trust-not-finished = 交易完成后才能评价对方。
refusal-trust-window-over = 评价期已于 { $ended } 结束。
refusal-trust-already-rated = 您已评价过这笔交易，每笔只能评价一次。
refusal-trust-body-not-plain = 请用普通文字书写，最多 { $most } 个字符。
refusal-trust-unknown-verdict = 请选择好评、中评或差评。
