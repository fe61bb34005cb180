# What windows say when they say no, and what to do next.
refusal-window-text-too-long = At most { $most } characters fit here. Shorten the text.
refusal-window-text-unprintable = This text holds characters that cannot be shown. Type it anew instead of pasting it.
refusal-window-founded-out-of-range = Enter the year in which the firm began, from { $least } to { $most }, or leave the field empty.
refusal-window-market-unknown = “{ $told }” is no country. Write its name, or its two letters such as SE, and set countries apart by commas.
refusal-window-too-many = At most { $most } fit here. Take some away first.
refusal-window-certificate-nameless = One of the lines has no name. Begin each with the certificate’s name.
refusal-window-day-unreadable = “{ $told }” is no day. Write year, month and day, such as 2027-03-31.
refusal-window-photo-missing = Choose a picture first. A program sends it in the field “photo”.

window-categories = Categories
window-categories-what = Every shelf of the market, with the goods that stand on it now.
window-seek = Find a category
window-seek-act = Find
window-all-of = All of { $name }
window-sought-none = No category is named so
window-sought-none-what = Try a shorter word, in English or Chinese.
window-sought-all = All categories
window-none = none yet
window-firms = { $count ->
    [one] one firm
   *[other] { $shown } firms
 }
window-goods-of-firms = { $count ->
    [one] One product of { $firms }
   *[other] { $shown } products of { $firms }
 }
window-shelf-about = { $name }: { $many }, with prices by quantity, straight from the firms.

window-view = Ways to see this shelf
window-fair = All goods
window-exhibition = By firm
window-fair-what = Goods of all firms, the freshest first. Nobody can pay for a place, and price has no part in the order.
window-exhibition-what = One window for each firm, chosen by the firm itself. The same goods as in the other view.
window-narrow = Narrow down
window-shelves = Shelves
window-from = Seller in
window-all-countries = All countries
window-all-goods = { $count ->
    [one] One product
   *[other] All { $shown } products
 }
window-more-firms = More firms
window-empty = Nothing stands on this shelf yet
window-empty-what = A good listing has a photo, a clear title, a price for each quantity and a lead time. Goods appear here within a second after they are listed.
window-empty-country = No firm of this country has goods here
window-empty-country-what = Other countries have. Take the filter away to see them.

window-ask = Start an inquiry
window-main-goods = Main goods
window-how = How we work
window-original = In the firm’s own words; it has written none in your language.
window-photos = Photos
window-photo-of = Photo { $nth } of { $firm }
window-facts = Facts
window-answers-new = New here: nobody has asked in the last 30 days
window-founded = Founded
window-markets = Sells to
window-comma = ,{" "}
window-certificates = Certificates
window-certificates-what = As the firm states them. Ask for a copy, and check the number where it was issued.
window-valid-until = valid until { $day }
window-page-blank = Buyers see only your name and your goods
window-page-blank-what = Say what you make and how you work, in English and in Chinese. Three sentences and two photos are enough to begin with.

window-edit = Edit your firm’s page
window-edit-what = Everybody sees this page. Write in the languages you know; whoever reads another one sees the original. No bank details or phone numbers here: inquiries bring buyers to you with a record.
window-overtaken = Somebody saved this page after you opened it
window-overtaken-what = Your words are still here. Open the page in another window to see what was saved; sending again replaces it.
window-field-other-name = Name in the other script
window-field-other-name-hint = In Latin letters if the firm’s name is Chinese, in Chinese if it is not. As it stands on your licence or contracts.
window-field-makes-en = What you make, in English
window-field-makes-hint = One line, such as: Cotton and merino socks, 200 needles, your label from 1,000 pairs.
window-field-makes-zh = What you make, in Chinese
window-field-how-en = How you work, in English
window-field-how-hint = Machines, people, capacity, quality checks, samples, terms of payment.
window-field-how-zh = How you work, in Chinese
window-field-founded = Founded in the year
window-field-markets = Countries you sell to
window-field-markets-hint = Set apart by commas, such as: Sweden, Germany, Japan.
window-field-certificates-hint = One a line, its parts set apart by “|”: name | number | issued by | valid until. Such as: OEKO-TEX Standard 100 | 12.HCN.345 | Hohenstein | 2027-03-31
window-photos-none = None yet. Show the workshop, the machines, the people: buyers look for them first.
window-photo-remove = Take away

window-choose = Goods in your window
window-choose-what = Choose which goods buyers see first.
window-choose-how = Choose up to { $most } goods, in your order. On each shelf buyers see the first { $shown } of them that stand there; where you chose fewer, your freshest goods follow.
window-see = See your page as buyers do
window-inside = In the window
window-inside-none = You have chosen nothing yet
window-inside-none-what = Buyers see your freshest goods. Put those in the window that you are proud of.
window-others = Your other goods
window-others-none = There are no others on the market
window-others-none-what = List more goods, and choose among them here.
window-full = The window is full. Take something out first.
window-in = Put in
window-out = Take out
window-first = Put first

done-firm-page-saved = Saved. This is what everybody sees now.
done-firm-photo-added = The photo stands on your page.
done-firm-photo-removed = The photo is off your page.
done-window-changed = The window is as you arranged it.

window-no-firm = No firm matches.
window-no-firm-what = Try fewer or other words, in Chinese or English. Firms are found by their names, by what they make and by what they list.
