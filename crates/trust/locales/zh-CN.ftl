refusal-trust-not-finished = 交易完成后才能评价对方。
refusal-trust-window-over = 评价期已于 { $ended } 结束。
refusal-trust-already-rated = 您已评价过这笔交易，每笔只能评价一次。
refusal-trust-body-not-plain = 请用普通文字书写，最多 { $most } 个字符。
refusal-trust-unknown-verdict = 请选择好评、中评或差评。

# 评价页面。
trust-path = 当前位置
trust-back-to-deal = 返回交易
trust-rate = 评价对方
trust-rated-already = 您已评价过这笔交易。
trust-not-shown-yet = 对方也评价后，或评价期结束时，才会公开。
trust-how-was-it = 这次交易怎么样？
trust-verdict-good = 好评，与约定一致
trust-verdict-neutral = 中评
trust-verdict-bad = 差评，与约定不符
trust-in-words = 说几句
trust-in-words-hint = 可以不填，所有人都能看到。
trust-blind = 双方都评价之后才能看到对方的评价。评价提交后不能修改。
trust-rate-button = 提交评价
trust-ratings-of = { $firm }收到的评价
trust-none = 还没有评价
trust-none-what = 只有完成的交易才能评价，双方各评一次。
trust-newest = 最新在前
trust-older = 更早的
done-rated = 评价已提交。
