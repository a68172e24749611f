#pragma once

#include "store/paging.hpp"

#include <string>
#include <string_view>
#include <utility>

/// Lists whose texts are sealed: the store cannot search in them, so they are opened, newest first,
/// as far as a request may look.
namespace parlance::store {

/// Rows that one search opens at the most; it goes on with the next page.
inline constexpr int searched_rows_max = 5'000;

/// A page of what `fits`, out of rows that `fetch(cursor, count)` gives newest first and `make`
/// opens. It may have few items, or none, and still a `next`: then there is more to look through.
template <class Fetch, class Make, class Fits>
[[nodiscard]] auto search_pages(const PageRequest& page, Fetch fetch, Make make, Fits fits) {
    constexpr int step = page_max;
    Page<decltype(make(std::declval<const Row&>()))> result;
    const auto limit = static_cast<std::size_t>(rows_wanted(page) - 1);
    Cursor at = Cursor::read(page.before);
    for (int looked = 0; looked < searched_rows_max; looked += step) {
        const std::vector<Row> rows = fetch(at, step);
        for (const Row& row : rows) {
            if (result.items.size() == limit) {
                result.next = at.text();
                return result;
            }
            at = {row.instant("created_at"), row.text("id")};
            auto item = make(row);
            if (fits(item)) result.items.push_back(std::move(item));
        }
        if (rows.size() < static_cast<std::size_t>(step)) return result;
    }
    result.next = at.text();
    return result;
}

/// Whether `text`, in lower case, stands somewhere in `in`, whatever its case (ASCII).
[[nodiscard]] inline bool mentions(std::string_view in, std::string_view text) {
    return lower(in).find(text) != std::string::npos;
}

}  // namespace parlance::store
