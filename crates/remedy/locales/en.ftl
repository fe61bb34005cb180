# What a claim says when it says no, and what to do next.
refusal-remedy-conflict = You have to do with one of these firms, or judged it before. Leave this case to another officer.
refusal-remedy-is-over = This claim has ended. Look at what happened in it.
refusal-remedy-too-late-to-change = The claim cannot be changed any more. Withdraw it, or go on with it.
refusal-remedy-goods-on-their-way = The goods are on their way back. Wait until the seller has them.
refusal-remedy-answered = The seller has answered already. Look at what the claim waits for.
refusal-remedy-nothing-to-send-back = No return is awaited here. Look at what the claim waits for.
refusal-remedy-nothing-sent-back = Nothing is on its way back. Wait for the buyer's waybill.
refusal-remedy-nothing-to-send-again = Nothing was promised again here. Look at what the claim waits for.
refusal-remedy-not-refused = The seller has not refused. Wait for the answer.
refusal-remedy-step-in-too-early = Both sides have time to agree until { $from }. From then on an officer can be called.
refusal-remedy-in-dispute = An officer was called already. Show what you have when it is your turn.
refusal-remedy-not-in-dispute = No officer was called yet. Talk to the other side first.
refusal-remedy-other-sides-evidence = It is the other side's time to show evidence. Wait for yours.
refusal-remedy-evidence-closed = Both sides have had their time, and an officer decides. Wait for the decision.
refusal-remedy-not-for-decision = Nothing is to be decided here now. Take a case from the list.
refusal-remedy-taken = An officer has this case already. Take another one.
refusal-remedy-not-taken = You do not have this case. Take it first.
refusal-remedy-trade-is-over = This trade is over, and nothing is kept any more. Ask the seller to give money back.
refusal-remedy-already-open = A claim is open for this deal. Open it to go on.
refusal-remedy-nothing-held = No money of this deal is kept, so none can go back. You can cancel the deal.
refusal-remedy-too-soon = The seller has just been paid. You can make a claim from { $from }.
refusal-remedy-nothing-to-return = What does not travel cannot come back. Ask for money, or for it to be delivered again.
refusal-remedy-nothing-sent = The goods have not left, so they cannot come back or be sent again. Ask for money.
refusal-remedy-time-is-over = The time to check the goods is over. Ask the seller to give money back.
refusal-remedy-amount-out-of-range = Enter an amount of at most { $most }: that is kept for this deal.
refusal-remedy-other-currency = Enter the amount in the deal's currency.
refusal-remedy-asks-too-many = This deal has had { $most } claims. Talk to the seller.
refusal-remedy-changes-too-many = This claim was changed { $most } times. Withdraw it, or go on with it.
refusal-remedy-want-unknown = Choose what you want: money, a return, or the goods again.
refusal-remedy-text = Write 1 to { $most } characters here, without signs that cannot be shown.
refusal-remedy-statements-too-many = You have said { $most } things. Say that this is all.
refusal-remedy-evidence-too-much = You have shown { $most } files. Say that this is all.
refusal-remedy-nothing-said = Nothing was said in this conversation. Choose another one.
refusal-remedy-public-text-names = Everybody can read this text. Take out names of firms, addresses and long numbers.

# The pages of claims.
remedy-list-title = Claims of this deal
remedy-list-none = No claims
remedy-list-none-what = Nobody has made a claim on this deal. When something is wrong with the goods, the buyer can.
remedy-list-ask = Make a claim
remedy-title = Claim
remedy-ask-title = Make a claim
remedy-ask-what = The clock stands still while the claim is open: nothing is released. The seller has { $days } days to answer; silence counts as yes.
remedy-ask-button = Make the claim: { $amount }
remedy-change-button = Change the claim: { $amount }
remedy-field-want = What you want
remedy-field-amount = Amount
remedy-field-amount-hint = Of what is kept for this deal. For goods once more: what they are worth if they do not come.
remedy-field-reason = Why
remedy-field-reason-hint = What is wrong, how many pieces, since when.
remedy-want-money = Money back, I keep the goods
remedy-want-return = Send the goods back, then the money
remedy-want-reshipment = The goods again, or what is missing
remedy-kept = kept for this deal
remedy-claimed = claimed
remedy-look = See what happens
remedy-back = Back
remedy-to-deal = To the deal

remedy-state-waits-seller = Seller answers
remedy-state-refused = Refused
remedy-state-step-in = Officer can be called
remedy-state-waits-return = To be sent back
remedy-state-waits-acceptance = On the way back
remedy-state-waits-reshipment = To be sent again
remedy-state-claiming = Buyer’s evidence
remedy-state-answering = Seller’s evidence
remedy-state-deciding = To be decided
remedy-state-succeeded = Granted
remedy-state-closed = Closed

remedy-next-waits-seller = If the seller says nothing by { $at }, the claim is granted.
remedy-next-refused = Both sides can still agree. From { $at } an officer can be called.
remedy-next-step-in = If nobody calls an officer by { $at }, the claim is closed and the clock runs on.
remedy-next-waits-return = If the goods are not sent back by { $at }, the claim is closed and the clock runs on.
remedy-next-waits-return-decided = If the goods are not sent back by { $at }, the claim is closed and all that is held is released to the seller.
remedy-next-waits-acceptance = If the seller says nothing by { $at }, the goods count as received and the money goes back.
remedy-next-waits-reshipment = If nothing is sent by { $at }, the money goes back.
remedy-next-claiming = The buyer shows evidence until { $at }; then it is the seller’s turn.
remedy-next-answering = The seller shows evidence until { $at }; then an officer decides.
remedy-next-deciding = An officer decides by { $at }; else a second one does.
remedy-next-over = This claim has ended. Nothing more happens in it.

remedy-act-title = What you can do
remedy-act-none = Nothing is to be done by you now.
remedy-act-change = Change the claim
remedy-act-withdraw = Withdraw the claim
remedy-act-agree = Agree to the claim
remedy-act-refuse = Refuse the claim
remedy-act-send-back = The goods go back
remedy-act-accept-return = I have the goods: give the money back
remedy-act-contest-return = What came back is not right
remedy-act-send-again = The goods go out again
remedy-act-step-in = Call an officer
remedy-act-tell = Say or show something
remedy-act-end-evidence = That is all
remedy-act-take = Take the case
remedy-act-put-back = Give the case back
remedy-act-decide = Decide
remedy-what-withdraw = The claim ends, and the clock runs on with the time that was left.
remedy-what-withdraw-decided = The claim ends, and since it was decided, all that is held is released to the seller. This cannot be undone.
remedy-what-agree = You say yes to exactly what is claimed.
remedy-what-refuse = Say why. Both sides can still agree; after that an officer can be called.
remedy-what-send-back = Tell by which waybill the goods go back. The seller then has time to look at them.
remedy-what-accept-return = You have the goods back and are content.
remedy-what-contest-return = Say what is wrong with what came back.
remedy-what-send-again = Tell by which waybill the goods go out. The buyer then has the whole time to check them.
remedy-what-step-in = First the buyer, then the seller shows evidence, three working days each. Then an officer decides, and the money moves by the decision alone.
remedy-what-end-evidence = Your time for evidence ends now.
remedy-what-put-back = Another officer takes it, and you cannot take it again.
remedy-field-carrier = Carrier
remedy-field-tracking = Waybill number
remedy-field-transport = Transport
remedy-field-eta = Day of arrival
remedy-field-text = Your statement
remedy-transport-express = Courier or air
remedy-transport-surface = Road, rail or surface mail
remedy-transport-sea = By sea
remedy-tell-button = Make the statement
remedy-show-title = Show a file
remedy-show-what = A photo or a PDF of at most 8 MB. It is kept with its SHA-256, and the other side sees it.
remedy-field-file = File
remedy-show-button = Show the file
remedy-talk-title = Show the conversation
remedy-talk-what = The messages with the other firm, with their hashes, exactly as they were written.
remedy-field-conversation = Conversation
remedy-talk-button = Show the conversation

remedy-happened = What happened
remedy-evidence-title = Evidence
remedy-evidence-none = Nothing was shown yet.
remedy-evidence-talk = Messages with their hashes
remedy-evidence-file = File
remedy-by-timer = By itself
remedy-by-officer = The officer
remedy-did-remedy-asked = Claim made
remedy-did-remedy-changed = Claim changed
remedy-did-remedy-agreed = Agreed
remedy-did-remedy-granted = Granted, since nobody answered in time
remedy-did-remedy-refused = Refused
remedy-did-remedy-withdrawn = Withdrawn
remedy-did-remedy-sent-back = Sent back
remedy-did-remedy-accepted = Return accepted
remedy-did-remedy-contested = Return not accepted
remedy-did-remedy-sent-again = Sent again
remedy-did-remedy-may-step-in = An officer can be called
remedy-did-remedy-stepped-in = An officer was called
remedy-did-remedy-told = Statement
remedy-did-remedy-shown = Evidence shown
remedy-did-remedy-evidence-closed = Next stage of the dispute
remedy-did-remedy-taken = An officer took the case
remedy-did-remedy-put-back = The case waits for another officer
remedy-did-remedy-seconded = A second officer agreed
remedy-did-remedy-decided = Decided
remedy-did-remedy-second-officer = A second officer decides
remedy-did-remedy-lapsed = Lapsed, since nobody acted in time

remedy-decide-what = { $held } are kept. What you give the buyer goes back; when goods were sent, all the rest is released to the seller, and the trade is finished.
remedy-field-to-buyer = To the buyer
remedy-field-needs-return = The goods go back first
remedy-field-reasons = Reasons, for both sides
remedy-field-published = What everybody may read
remedy-field-published-hint = Without names, addresses and numbers: what was wrong, what counted, what follows.
remedy-decide-button = Decide: { $amount } to the buyer

remedy-queue-title = Disputes
remedy-queue-what = Cases whose evidence is closed, the most urgent first. You can read a case once you have taken it; that is written down.
remedy-queue-none = No case waits
remedy-queue-none-what = When both sides have shown their evidence, the case stands here.
remedy-queue-mine = Yours
remedy-queue-other = Taken
remedy-queue-second = Second officer
remedy-queue-due = decide by { $at }
remedy-queue-open = Open the case

remedy-decisions-title = Decisions
remedy-decisions-what = What officers decided in disputes, without names. The sums are told by their size only.
remedy-decisions-none = No decision yet
remedy-decisions-none-what = Each decision is published here, without names, on the day it is made.
remedy-decisions-size = { $currency }, { $size ->
    [0] under 10
    [1] tens
    [2] hundreds
    [3] thousands
    [4] ten thousands
    [5] hundred thousands
   *[other] a million or more
 }
remedy-decisions-share = { $share }% to the buyer
remedy-decisions-return = goods go back first
remedy-decisions-shipped = after dispatch
remedy-decisions-before = before dispatch
remedy-decisions-rules = What may be done with a claim and a deal, state by state

remedy-rules-title = What may be done, state by state
remedy-rules-what = Made from the code that decides: in each state, who may do what, and why not.
remedy-rules-claim = Claims
remedy-rules-deal = Deals
remedy-deal-pay = Pay the next part
remedy-deal-inspect = Send for an inspector
remedy-deal-call-off-inspection = Call an inspection off
remedy-deal-ship = Send the goods
remedy-deal-confirm = Confirm the goods
remedy-deal-refund = Give money back
remedy-deal-extend = Give more time
remedy-deal-cancel = Cancel
remedy-deal-ask-remedy = Make a claim
remedy-rules-act = Act
remedy-rules-yes = yes
remedy-rules-absent = not shown
remedy-rules-forbidden = not theirs
remedy-rules-sign-in = sign in
remedy-rules-no = no
remedy-rules-why = Why not, in words
remedy-role-buyer = Buyer
remedy-role-seller = Seller
remedy-role-holder = Officer with the case
remedy-role-officer = Another officer
remedy-role-barred = Officer who may not
remedy-role-other = Third firm
remedy-role-stranger = Stranger

done-remedy-asked = The claim is made, and the clock stands still.
done-remedy-moved = Done.

menu-disputes = Disputes

refusal-remedy-return-of-right = You promised to take goods back for no reason, so this return cannot be refused. Agree; once the goods are back you can say what is wrong with them.
remedy-of-right = The shop promised to take goods back for no reason, so this return cannot be refused.
letter-remedy-subject = { $told ->
    [remedy-asked] A claim on your deal: { $title }
    [remedy-decided] The dispute is decided: { $title }
   *[other] News of a claim: { $title }
 }
letter-remedy-body = { $told ->
    [remedy-asked] The buyer made a claim over { $amount } on: { $title }. Answer in time; silence counts as yes.
    [remedy-changed] The buyer changed the claim to { $amount }: { $title }. Answer in time; silence counts as yes.
    [remedy-refused] The seller refused the claim over { $amount }: { $title }
    [remedy-agreed] The seller agreed to the claim over { $amount }: { $title }
    [remedy-may-step-in] An officer can be called now about the claim over { $amount }: { $title }
    [remedy-stepped-in] The other side called an officer about the claim over { $amount }: { $title }
    [remedy-evidence-closed] The next stage of the dispute over { $amount } began: { $title }
    [remedy-decided] An officer decided the dispute: { $title }
   *[other] Something happened in the claim over { $amount }: { $title }
 }
    Look at it: { $url }{ $path }
    { $market }
letter-remedy-sms = News of a claim over { $amount }: { $url }{ $path }
remedy-transport-virtual = Without travelling
refusal-remedy-about-unknown = This deal has no such parcel or line, or the line is not in the parcel. Choose one of the list.
remedy-field-about = What it is about
remedy-about-rest = What you get for a parcel, or for lines that have left, is beside what goes back for goods that never come, up to what the goods are worth. What you get above that, or for all goods, counts towards it.
remedy-about-all = All goods
remedy-about-parcel = Parcel { $name }
remedy-about-line = { $name }
remedy-about-lines = About these lines of the contract: { $lines }
remedy-counted-by = Working days are counted without public holidays, by calendar { $calendar }.
remedy-deal-ship-part = Send some of the goods
remedy-deal-close-rest = Close the rest
remedy-deal-change-price = Change the price
remedy-deal-answer = Answer a proposal
remedy-deal-withdraw = Withdraw a proposal
remedy-second-decision = { $goods ->
    [back] Decide a dispute over { $amount }: { $buyer } to the buyer once the goods are back
   *[other] Decide a dispute over { $amount }: { $buyer } to the buyer, the rest to the seller
 }
