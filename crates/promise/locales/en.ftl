# What a firm promises
promise-own-title = Promises to buyers
promise-own-what = What you sign here holds for every order that comes straight from your listings. Buyers read it beside your name, because you have frozen money behind it.
promise-see-public = As buyers see it
promise-none = You have promised nothing yet
promise-none-what = A shop with promises shows a badge on every product. Start with goods as described; add the return without a reason if you can bear it.
promise-owners-sign = Only an owner of the firm signs and ends promises.
promise-cover-active = Badge on
promise-cover-short = Badge on, deposit short
promise-cover-suspended = Badge off
promise-cover-ending = Ended, deposit waits
promise-cover-ended = Ended
promise-due-short = The badge goes off on { $at }, unless the deposit is full again.
promise-due-ending = The deposit goes back on { $at }, if nothing is open then.
promise-deposit = In the deposit
promise-required = Must lie there
promise-owed = You owe the protection fund
promise-since = since
promise-until = until
promise-words-hash = Fingerprint of these words in all languages (SHA-256)
promise-end-one = End for new orders: { $promise }
promise-top-up = Fill the deposit up
promise-top-up-what = First what you owe to the protection fund is paid out of your balance, then what is missing is frozen.
promise-end-all = End all promises
promise-end-all-what = New orders are not covered from now on, and the badge goes off at once. The deposit goes back after { $days } days at the earliest: when no order of before runs or can be claimed on any more, and no claim is open.
promise-end-all-button = End all promises
promise-sign-title = Sign
promise-sign-what = Read the words: they are the contract. An order is judged by what was promised when it was made, whatever you sign or end later.
promise-must = belongs to every promise
promise-field-deposit = Into the deposit
promise-field-currency = Currency of the orders
promise-deposit-what = At least so much must lie in the deposit, of one of these: { $least }. What lies there already counts.
promise-wallet-empty = Your balance is empty. Put money in first.
promise-sign-button = Sign and freeze
promise-of-firm = What { $firm } promises
promise-public-title = Promises to buyers
promise-public-what = Signed by an owner of the firm, with frozen money behind them. If one is broken, the protection fund pays first and takes the money back from the firm.
promise-public-none = This firm has promised nothing beyond the rules of the market
promise-public-none-what = Your payment is kept safe all the same until you confirm the goods.
promise-over = Earlier promises
promise-over-what = They still hold for orders that were made then.

# Claims
promise-list-title = Compensation
promise-list-what = If the seller broke a promise that held when you ordered, the protection fund pays first.
promise-list-none = No claim for compensation
promise-list-none-what = A claim names one promise of the seller and what happened. It can be made once the trade is finished.
promise-claim-button = Claim compensation
promise-own-claims-title = Claims for compensation
promise-own-claims-what = Yours, and those of buyers on your firm.
promise-own-claims-none = No claim
promise-own-claims-none-what = When a promise is broken, the claim stands here with its deadline.
promise-you-claim = You claim
promise-on-you = A buyer claims from you
promise-new-title = Claim compensation
promise-new-what = Choose the promise that was broken and say what happened. The seller answers first; then an officer decides.
promise-new-none = Nothing to claim
promise-new-none-what = When you ordered, the seller had signed no promise that you have not claimed already.
promise-new-form = Your claim
promise-held = What was promised when you ordered
promise-field-promise = Promise
promise-field-amount = Amount
promise-field-reason = What happened
promise-field-reason-hint = Plain facts: what was promised, what came, when. Photos and messages can be shown afterwards.
promise-new-then = The seller has { $days } days to answer. Silence is no yes: then an officer decides.
promise-back = Back
promise-most-until = The most that it is worth now; it can be claimed until { $at }.
promise-worth-nothing = Everything was given back already
promise-waits-for-fund = The claim is upheld: { $amount }. It waits for the protection fund.
promise-waits-for-fund-what = The fund holds less at the moment. Claims are paid in the order in which they were upheld, the moment the fund is fed. Nobody has to do anything.
promise-claim-title = Claim for compensation
promise-happened = What happened
promise-promised = What was promised
promise-evidence = Evidence
promise-seller-agreed = The seller agreed, but its deposit does not cover the claim; so an officer looks before the fund pays.
promise-fund-holds = In the protection fund: { $amount }
promise-to-deal = To the deal
promise-claimed = Claimed
promise-worth-most = Worth at most
promise-awarded = Decided
promise-field-text = Your statement
promise-tell-button = Say it
promise-show-title = Show a file
promise-show-what = A photo (JPEG, PNG, WebP) or a PDF of at most 8 MB. It is kept under its fingerprint.
promise-field-file = File
promise-show-button = Show the file
promise-field-conversation = Conversation
promise-talk-button = Show the messages
promise-field-why = Why
promise-field-awarded = What the buyer gets
promise-field-reasons = Reasons, for both sides
promise-state-waits-seller = Seller answers
promise-state-deciding = Officer decides
promise-state-seconding = Second officer looks
promise-state-unpaid = Upheld, waits for the fund
promise-state-paid = Paid
promise-state-rejected = Not upheld
promise-state-withdrawn = Withdrawn
promise-next-waits-seller = The seller answers by { $at }. Silence is no yes: then an officer decides.
promise-next-deciding = An officer decides by { $at }; else another one takes over.
promise-next-seconding = A second officer looks by { $at }, since the sum is large.
promise-next-unpaid = It is paid as soon as the protection fund can, oldest first.
promise-next-paid = The protection fund has paid the buyer.
promise-next-rejected = No promise was broken, as far as could be seen.
promise-next-made-good = All that was claimed had gone back meanwhile, so that nothing is left to be paid.
promise-next-withdrawn = The buyer took the claim back.
promise-act-withdraw = Take it back
promise-act-agree = Agree
promise-act-refuse = Refuse
promise-act-tell = Say something
promise-act-take = Take the case
promise-act-put-back = Give the case back
promise-act-decide = Decide
promise-act-confirm = Agree to the sum
promise-act-object = Do not agree
promise-what-withdraw = The claim ends, and the same promise cannot be claimed again for this deal.
promise-what-agree = The fund pays the buyer and takes it out of your deposit. If the deposit is too small after that, you have { $days } days to fill it up.
promise-what-agree-short = Your deposit does not cover it, so an officer looks before the fund pays.
promise-what-refuse = Say why. An officer decides then.
promise-what-put-back = Another officer takes it; you cannot take it again.
promise-what-decide = Nothing means that no promise was broken. What you give the buyer is paid out of the fund and taken back from the seller.
promise-what-confirm = The sum that the first officer decided is paid.
promise-what-object = Say why. Another officer decides anew.
promise-moves-buyer = The buyer gets
promise-moves-deposit = Out of the seller's deposit
promise-moves-left = Left in the deposit
promise-moves-owed = The seller owes the fund
promise-did-compensation-asked = Claimed
promise-did-compensation-agreed = The seller agreed
promise-did-compensation-refused = The seller refused
promise-did-compensation-unanswered = The seller did not answer in time
promise-did-compensation-withdrawn = Taken back
promise-did-compensation-told = Statement
promise-did-compensation-shown = Evidence shown
promise-did-compensation-taken = An officer took the case
promise-did-compensation-put-back = The case waits for another officer
promise-did-compensation-second-officer = The time was over, another officer looks
promise-did-compensation-awarded = Decided; a second officer must agree
promise-did-compensation-objected = The second officer did not agree
promise-did-compensation-upheld = Upheld
promise-did-compensation-paid = Paid by the protection fund
promise-did-compensation-rejected = Not upheld
promise-did-compensation-made-good = Ended: all of it went back meanwhile

# The officers' desk and the rules
promise-queue-title = Compensation to decide
promise-queue-what = The most urgent first. Whoever has to do with one of the firms does not take the case.
promise-queue-none = Nothing waits for a decision
promise-queue-none-what = A case comes here when the seller refused or said nothing in time.
promise-queue-mine = You have it
promise-queue-other = Another officer has it
promise-queue-again = Decided anew
promise-queue-due = by { $at }
promise-queue-open = Open the case
promise-rules-title = Rules of compensation
promise-rules-what = What each promise is worth, and who may do what with a claim, as the program itself decides it.
promise-rules-worth = What a promise is worth
promise-rules-days = Days to claim
promise-rules-most = At most
promise-most-price = What was not given back of the price, neither by a refund nor by another claim
promise-most-fake = { $multiple } times the price, whatever was given back
promise-most-instant = { $percent } % of the price
promise-rules-act = Act
promise-rules-why = Why not

# What was done
done-promise-signed = Signed. The badge is on.
done-promise-topped-up = The deposit is full again.
done-promise-ended = Ended for new orders.
done-promise-claimed = The claim is made. The seller has been told.
done-promise-moved = Done.

# What is refused
refusal-promise-nothing-chosen = Choose at least one promise.
refusal-promise-unknown = There is no such promise. Choose one of the list.
refusal-promise-deposit-negative = A deposit cannot be below nothing. Type what shall be frozen, or leave it empty.
refusal-promise-debt-first = Your firm owes { $owed } to the protection fund. Pay it first, on the page of your money.
refusal-promise-currency-not-covered = In this currency no deposit can stand behind promises. Choose one of { $currencies }.
refusal-promise-deposit-too-small = At least { $least } must lie in the deposit; { $missing } is missing. Freeze at least that much.
refusal-promise-nothing-signed = Your firm has not signed that in this currency. Sign first.
refusal-promise-nothing-missing = The deposit is full. There is nothing to do.
refusal-promise-sign-anew = The badge is off. Sign the promises anew, with the deposit behind them.
refusal-promise-truthful-stays = Goods as described belongs to every promise. To end it, end all promises.
refusal-promise-ended-already = The promises have ended already.
refusal-promise-conflict = You have to do with one of the firms, or had this case. Another officer decides.
refusal-promise-is-over = The claim is over.
refusal-promise-upheld = The claim is upheld and is paid as soon as the fund can. There is nothing to do.
refusal-promise-decided = It is decided; it cannot be changed any more.
refusal-promise-answered = The seller has answered, or the time to answer is over.
refusal-promise-not-for-decision = The seller can still answer. It comes to an officer after that.
refusal-promise-taken = Another officer has the case.
refusal-promise-other-stage = The case is at another stage. Open it again.
refusal-promise-not-taken = Take the case first.
refusal-promise-not-finished = The trade is not finished. While it runs, make a claim on the deal instead: nothing is released until that ends.
refusal-promise-not-retail = These promises hold for orders straight from a listing. This deal was agreed on terms of its own.
refusal-promise-not-promised = The seller had not promised that when you ordered. Choose a promise of the list.
refusal-promise-window-over = This promise could be claimed until { $until }.
refusal-promise-other-currency = The deal is in { $currency }. Type the amount in that currency.
refusal-promise-nothing-left = All that this promise is worth was given back already.
refusal-promise-amount-out-of-range = Type an amount above nothing and at most { $most }.
refusal-promise-already-claimed = This promise was claimed for this deal already. Look at that claim.
refusal-promise-text = Write something, at most { $most } characters, without control characters.
refusal-promise-statements-too-many = A side can make { $most } statements. Sum up the rest in a file.
refusal-promise-evidence-too-much = A side can show { $most } files. Put several into one PDF.
refusal-promise-nothing-said = There is no message in this conversation yet. Choose another one.

# Letters
letter-promise-subject = { $told ->
    [short] Fill your deposit up
    [suspended] Your badge is off
   *[other] Your deposit was given back
 }
letter-promise-body = { $told ->
    [short] A buyer was compensated out of your deposit. Fill it up to { $required } within seven days (by { $due }), else your badge goes off.
    [suspended] Your deposit was not filled up in time. New orders are not covered, and your badge is off. Sign anew whenever you like.
   *[other] Your promises have ended and nothing is open any more. What was left of your deposit lies in your balance.
 }
    { $url }{ $path }
letter-promise-sms = News of your deposit: { $url }{ $path }
letter-compensation-subject = { $told ->
    [compensation-asked] A buyer claims compensation: { $title }
    [compensation-paid] Compensation was paid: { $title }
   *[other] News of a claim for compensation: { $title }
 }
letter-compensation-body = { $told ->
    [compensation-asked] The buyer says that you broke a promise and claims { $amount }: { $title }. Answer within three days; then an officer decides.
    [compensation-agreed] The seller agreed to the compensation of { $amount }: { $title }
    [compensation-refused] The seller refused the compensation of { $amount }; an officer decides: { $title }
    [compensation-unanswered] The seller did not answer; an officer decides on { $amount }: { $title }
    [compensation-upheld] The claim is upheld over { $amount }: { $title }
    [compensation-paid] The protection fund has paid { $amount }: { $title}
    [compensation-rejected] The claim was not upheld: { $title }
    [compensation-made-good] The claim ended, since all of it went back meanwhile: { $title }
   *[other] Something happened in the claim over { $amount }: { $title }
 }
    Look at it: { $url }{ $path }
letter-compensation-sms = News of a claim for compensation over { $amount }: { $url }{ $path }

# The menu
menu-compensations = Compensation
