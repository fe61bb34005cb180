# What the page of rates says, and why a file is not taken.
refusal-rates-file-missing = Choose a file.
refusal-rates-file-unknown = This is no file of reference rates that we can read. Take eurofxref-daily.xml or eurofxref.csv from the European Central Bank, unpacked.
refusal-rates-rate-unreadable = { $told } is no rate: it must be a number above zero, and each currency stands once a day. Take the file anew from its source.
refusal-rates-day-ahead = { $day } has not come yet. Check the file and the market's clock.

menu-rates = Currencies
rates-title = Prices in your currency
rates-what = Beside the seller's own price you can see what it is about in your currency. The seller's price binds; nobody pays the other one.
rates-none = No rates yet
rates-none-what = The operator takes reference rates in from the European Central Bank. Until then every price stands as the seller asks it.
rates-stale = These rates are too old to be shown beside prices
rates-stale-what = After { $days } days without new ones only the seller's own price is shown.
rates-choose = Your currency
rates-show = Show prices so
rates-of-day = Reference rates of { $day }
rates-source = Source: { $source }. Units of each currency for one euro.
rates-rounding = Other pairs are the exact quotient of two of these, rounded once, half to even: to the currency's decimals, and to two more below one unit.
rates-send = New rates
rates-file = File
rates-file-hint = eurofxref-daily.xml or eurofxref.csv, or one with many days; the newest are taken.
rates-take = Take them in
rates-days = Days that are known
rates-taken-at = taken in
done-rates-taken = Taken in. Prices are shown by these rates from now on.
