# What the ledger says when it says no, and what to do next.
refusal-ledger-batch-too-large = At most { $most } transfers go in one call. Send them in smaller parts.
refusal-ledger-legs-out-of-range = A transfer has two to { $most } legs. Split it into several transfers.
refusal-ledger-amount-not-positive = Enter an amount above zero.
refusal-ledger-amount-too-large = This amount is larger than one transfer can carry. Split it into several.
refusal-ledger-mixed-currencies = One transfer moves one currency; this one names { $left } and { $right }. Make one transfer for each.
refusal-ledger-account-twice = An account stands in this transfer twice. Add its amounts up and name it once.
refusal-ledger-not-zero-sum = Debits and credits differ by { $off }. Correct the amounts so that they are equal.
refusal-ledger-transfer-differs = This transfer was made before, with other amounts or accounts. Look at the statement; to move money again, start a new transfer.
refusal-ledger-insufficient-funds = { $wanted } is needed and { $available } is available. Add money first, or choose a smaller amount.
refusal-ledger-balance-too-large = The account would hold more than a balance can be. Move money out of it first.
refusal-ledger-hold-differs = This amount is already held on other terms. Reload the page to see them, then start again.
refusal-ledger-hold-already-settled = The held money was already paid out. Look at the statement to see where it went.
refusal-ledger-hold-already-voided = The held money was already given back to its owner. Start again if it should be held once more.
refusal-ledger-not-from-the-hold = Held money can only be paid out of the account that holds it. Choose that account.
refusal-ledger-hold-too-small = { $left } is still held and { $wanted } was asked for. Choose an amount up to { $left }.
refusal-ledger-checkpoint-already-made = The checkpoint of this day was already made. Nothing needs to be done.

