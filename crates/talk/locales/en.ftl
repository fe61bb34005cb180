refusal-talk-text-empty = Write a message first.
refusal-talk-text-too-long = A message has at most { $most } characters. Send the rest in a second one.
refusal-talk-text-unprintable = The message holds characters that cannot be shown. Type it anew instead of pasting it.
refusal-talk-bank-details = This looks like bank details or a way to pay outside the market. Money paid outside has no guarantee. Take them out, or tick the box and send it as it is.
refusal-talk-not-taken = This firm does not take messages from you at present. Running deals go on. You can look for other firms on the market.
refusal-talk-blocked-by-us = Your firm takes no messages from this firm. Take its messages again first, then write.
refusal-talk-too-fast = Your firm has sent { $most } messages here within a minute. Wait a moment, and say the rest in one message.
refusal-talk-too-many-new = Your firm has begun { $most } conversations within a day. Go on with those, and begin new ones tomorrow.
refusal-talk-same-text = This text has gone to { $most } firms today. Write to each firm what you want from it.
refusal-talk-file-missing = Choose a file first.
refusal-talk-file-too-large = A file has at most { $most } MB. Send a smaller photo, or the paper in parts.
refusal-talk-file-wrong-kind = Only photos (JPEG, PNG, WebP) and PDFs can be sent, and the name must say what the file is. Save it as a PDF and choose that.
refusal-talk-file-broken = The file is not whole, or a program is in it. Save it anew and choose it again.
refusal-talk-not-a-colleague = Choose somebody of your own firm.
refusal-talk-too-many-routes = A firm has at most { $most } rules. Take one away first.
refusal-talk-country-unknown = Write the country's code of two letters, such as SE, or leave it empty.
refusal-talk-category-unreadable = Write the category in at most 80 characters, or leave it empty.
refusal-talk-reason-unknown = Choose why you report this conversation.
refusal-talk-note-unreadable = Write at most 1,000 characters that can be shown.
refusal-talk-reported-already = Your firm has reported this conversation. The market's people will look at it.
refusal-talk-report-closed = This report was closed before. Look at the queue again.
refusal-talk-why-missing = Say why you read this conversation. It is written down.

# The list.
talk-messages = Messages
talk-messages-what = What you and other firms write to each other, the newest first.
talk-older = Older conversations
talk-empty = No messages yet
talk-empty-what = Ask a seller about a product: say how many, where to and by when. The conversation then stands here, and so does every question about your own goods.
talk-empty-act = Go to the market
talk-unread = { $count ->
    [one] 1 new
   *[other] { $count } new
 }
talk-you-said = You: { $text }
talk-your-record = You answer in { $time }, median of 30 days; { $percent } % answered
talk-settings = Mail and routing

# One conversation.
talk-about = about
talk-conversation = Conversation
talk-conversation-with = Messages with { $firm }
talk-you = You
talk-earlier = Earlier messages
talk-said-nothing = Nothing is shown here any more. Hidden messages are kept.
talk-field-text = Your message
talk-field-text-hint = In your own language; the original always stays.
talk-field-file = Photo or PDF, at most 8 MB
talk-field-beside = A word about it (may be empty)
talk-send = Send
talk-send-file = Send a file
talk-send-sure = I have checked this. Send it as it is.
talk-kept = Kept at least { $years } years. Both firms can export it as evidence; a dispute officer can read it.
talk-hide = Hide from us
talk-hide-what = Hidden from your firm's view only. The other firm still sees it, and it is kept as evidence.
talk-file-kind-photo = Photo
talk-file-kind-pdf = PDF
talk-file-size = { $kind }, { $size } KB
talk-handed = { $name } answers for { $firm } from here on
talk-word-help = Word help, not a translation
talk-translated = Translated by { $engine }, a machine. The original above is what counts.
talk-sealed = Message { $nth } of the chain, hash { $hash }

# Warnings.
talk-warn = Paying outside the guarantee loses its protection
talk-warn-account_changed = Somebody writes that a bank account has changed. Ask by phone, on a number that you know, before you pay anything.
talk-warn-iban = An IBAN is in this message.
talk-warn-card = A card number is in this message. Never send card numbers.
talk-warn-account = A bank account is in this message.
talk-warn-swift = A bank's SWIFT code is in this message.
talk-warn-crypto = The address of a crypto-currency is in this message. Such a payment cannot be taken back.
talk-warn-pay_link = A link or a name of a way to pay outside is in this message.
talk-warn-pay_outside = Money sent outside leaves both of you without refund, dispute officer or credit fact. Answer with the guarantee terms instead.
talk-warn-what = Pay here, by guarantee payment: the money is released when the goods have come.

# Beside it.
talk-facts = This conversation
talk-fact-about = About
talk-fact-since = Since
talk-fact-handler = Answers for you
talk-nobody = Nobody yet
talk-presence = Here
talk-presence-now = Now
talk-presence-today = Today
talk-presence-days = { $days ->
    [one] Yesterday
   *[other] { $days } days ago
 }
talk-presence-away = Not for a while
talk-answers = Usually answers
talk-answers-in = in { $time }, { $percent } % answered
talk-answers-none = No questions in 30 days
talk-minutes = { $count } min
talk-hours = { $count } h
talk-days = { $count ->
    [one] 1 day
   *[other] { $count } days
 }
talk-hand = Hand to a colleague
talk-hand-to = Colleague
talk-evidence = Export as evidence
talk-more = More
talk-block = Take no messages from this firm
talk-block-what = Applies to all conversations. Running deals go on. You can take messages again at any time.
talk-unblock = Take messages again
talk-is-blocked = Your firm takes no messages from this firm.
talk-report = Report
talk-report-what = The market's people will read this conversation.
talk-report-reason = Why
talk-report-note = What happened
talk-reason-fraud = Fraud, or money outside
talk-reason-spam = The same letter to everybody
talk-reason-abuse = Threats or insults
talk-reason-forbidden = Forbidden goods
talk-reason-other = Something else
done-talk-handed = Your colleague has the conversation now.
done-talk-blocked = Your firm takes no more messages from this firm.
done-talk-unblocked = Your firm takes its messages again.
done-talk-reported = Thank you. The market's people will look at it.
done-talk-hidden = The message is hidden from your firm. It is kept.

# Evidence.
talk-evidence-title = Evidence
talk-evidence-what = Each message is hashed together with the one before it. Whoever has the file can check that nothing was changed, left out or put between, without this market: jishi verify-talk FILE. The last hash also stands in the market's daily checkpoint.
talk-evidence-file = Download the file
talk-evidence-next = The next messages
talk-evidence-made = Made { $at }; { $count } of { $length } messages
talk-evidence-none = No message of this conversation is in a chain yet.
talk-evidence-before = Hash before

# Settings.
talk-settings-title = Mail and routing
talk-mail-heading = Letters about unread messages
talk-mail-wish = When
talk-mail-at_once = Soon, gathered, at most one in 2 hours
talk-mail-daily = Once a day at 8
talk-mail-never = Never
talk-save = Save
done-talk-mail = Your choice is kept.
talk-mail-off-title = Stop letters about unread messages
talk-mail-off-what = You can turn them on again under Messages, Mail and routing.
talk-mail-off-act = Stop the letters
done-talk-mail-off = No more letters about unread messages will come.
talk-routes-heading = Who gets new conversations
talk-routes-what = The same buyer keeps its colleague. For others the first rule that fits counts. After 24 hours without an answer the next one gets it and the owner is told.
talk-routes-none = No rules yet: whoever answers first has the conversation.
talk-route-category = Category (empty: any)
talk-route-country = Country code (empty: any)
talk-route-any = any
talk-route-person = Goes to
talk-route-add = Add the rule
talk-route-remove = Take away
done-talk-route = The rule stands.
done-talk-route-removed = The rule is gone.

# The desk.
talk-reports = Reports
talk-reports-what = Conversations that firms ask us to look at, the longest waiting first.
talk-reports-none = Nothing waits
talk-reports-none-what = A firm can report a conversation from its page. It then stands here until it is closed with an outcome.
talk-reports-later = Later reports
talk-report-by = { $firm } reports { $other }
talk-report-read = Read the conversation
talk-report-why = Why you read it
talk-report-close = Close the report
talk-report-outcome = Outcome
talk-outcome-unfounded = Nothing against the rules
talk-outcome-warned = The firm was warned
talk-outcome-passed_on = Passed on
done-talk-report-closed = The report is closed.

# Letters.
letter-talk-unread-subject = { $market }: you have messages to read
letter-talk-unread-body = Hello { $name },

    in { $count } conversations there are messages that nobody has read:

    { $lines }

    Read and answer: { $url }/messages

    To stop these letters: { $url }/messages/mail-off/{ $token }
letter-talk-unread-sms = { $market }: unread messages in { $count } conversations. { $url }/messages
letter-talk-unanswered-subject = { $market }: a question has waited for a day
letter-talk-unanswered-body = Hello { $name },

    a question to { $firm } has had no answer for a day. A colleague has it now, if there is one. Buyers who wait that long ask elsewhere.

    Answer: { $url }/messages/{ $id }
letter-talk-unanswered-sms = { $market }: a question to { $firm } has waited for a day. { $url }/messages/{ $id }
