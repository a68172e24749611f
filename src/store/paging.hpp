#pragma once

#include "base/clock.hpp"
#include "store/query.hpp"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace parlance::store {

inline constexpr int page_default = 50;
inline constexpr int page_max = 200;

/// Which part of a list, newest first: up to `limit` items that are older than `before`, the `next`
/// of the page in front.
struct PageRequest {
    int limit = page_default;
    std::string before;
};

template <class T>
struct Page {
    std::vector<T> items;
    std::optional<std::string> next;  ///< nothing: this is the end
};

/// Where a page begins: everything strictly older than this moment and id. Opaque to clients. A
/// cursor of another list or tenant selects nothing new: the tenant is always a condition beside
/// it.
struct Cursor {
    Instant at = Instant::max();
    std::string id;

    /// Throws `Error` (invalid, `bad_cursor`).
    [[nodiscard]] static Cursor read(const std::string& text);
    [[nodiscard]] std::string text() const;
};

/// One more than the page holds, to see whether there is a next one. Clamps to 1..200.
[[nodiscard]] int rows_wanted(const PageRequest& page);

/// Reads a page out of the rows of a statement that ends in
/// `(created_at, id) < (:at, :id) ORDER BY created_at DESC, id DESC LIMIT :wanted`.
template <class Make>
[[nodiscard]] auto page_of(const std::vector<Row>& rows, const PageRequest& page, Make make) {
    Page<decltype(make(rows.front()))> result;
    const auto limit = static_cast<std::size_t>(rows_wanted(page) - 1);
    for (std::size_t index = 0; index < std::min(rows.size(), limit); ++index)
        result.items.push_back(make(rows[index]));
    if (rows.size() > limit) {
        const Row& last = rows[limit - 1];
        result.next = Cursor{last.instant("created_at"), last.text("id")}.text();
    }
    return result;
}

/// `%text%` for LIKE … ESCAPE '\', lower-cased, with its wildcards made harmless.
[[nodiscard]] std::string contains_pattern(std::string_view text);

/// ASCII lower case: how names and addresses are compared.
[[nodiscard]] std::string lower(std::string_view text);

}  // namespace parlance::store
