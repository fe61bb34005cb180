# What custody says when it says no, and what to do next.
refusal-custody-amount-not-positive = Enter an amount above zero.
refusal-custody-amount-too-large = This amount is larger than one order can carry. Split it into several.
refusal-custody-account-text = Write the bank account in one line of at most { $most } characters.
refusal-custody-other-currency = This agreement is in { $currency }, not in { $told }. Enter the amount in { $currency }.
refusal-custody-wallet-too-small = { $wanted } is needed and { $available } is available. Add { $missing } first.
refusal-custody-goods-not-confirmed = The goods are not confirmed yet, so the money stays in custody. It is released when the buyer confirms, or when the deadline has passed.
refusal-custody-already-settled = All the money of this agreement has been paid out. Look at its timeline to see where it went.
refusal-custody-more-than-paid = At most { $left } can still go back to the buyer. Enter an amount up to that.
refusal-custody-already-released = This money has gone on and cannot be taken back by itself. A clerk must look into it.
refusal-custody-still-held = Money is still kept for this agreement. Release or refund it first.
refusal-custody-unknown-reference = No order has this reference. Check the reference on the transfer.
refusal-custody-notice-differs = This reference of the bank was used before for something else. A clerk must compare both notices.
refusal-custody-not-of-this-order = The bank's notice does not fit this order. A clerk must compare both.
refusal-custody-other-amount = { $ordered } was ordered, and the bank tells another amount. A clerk must compare both.
