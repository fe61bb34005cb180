# The scopes of the search field, and what every page of results says.

search-scopes = What to look for
search-scope-goods = Goods
search-scope-firms = Firms
search-scope-requests = Requests
search-all-goods = All goods
search-all-firms = All firms
search-all-requests = All open requests
search-count-firms = { $count ->
    [one] { $shown } firm matches.
   *[other] { $shown } firms match.
}
search-count-requests = { $count ->
    [one] { $shown } request matches.
   *[other] { $shown } requests match.
}
search-some-words-firms = { $count ->
    [one] Nothing has every word; { $shown } firm has some of them.
   *[other] Nothing has every word; { $shown } firms have some of them.
}
search-some-words-requests = { $count ->
    [one] Nothing has every word; { $shown } request has some of them.
   *[other] Nothing has every word; { $shown } requests have some of them.
}
search-place = Place
search-role = What the firm is
search-trades = Finished trades
search-trades-value = { $trades ->
    [one] { $trades } finished trade or more
   *[other] { $trades } finished trades or more
}
search-role-factory = A factory
search-role-trading-house = A trading house
search-role-agent = An agent of makers
search-role-distributor = A distributor
search-narrow = Narrow down
search-none = Nothing matches.
search-still-reading = The search is still reading what is listed. Try again in a moment.
search-meant = Nothing was found for “{ $typed }”. These are the results for “{ $meant }”.
search-take-away = take away
search-before = Back
search-next = Next
search-category = Category
search-apply = Apply
search-clear = Clear
search-without-filters = Without filters
