#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

namespace parlance::json {

/// Words and limits of a member that the type does not tell.
struct Note {
    std::string_view field;  ///< empty: about the struct itself
    std::string_view says;
    std::optional<std::int64_t> least,
        most;                       ///< of a number, of a text's characters, of a list's items
    std::string_view format_name;   ///< JSON Schema `format`, for readers only
    std::string_view example_json;  ///< as JSON text
    bool may_be_absent = false;
    bool is_nullable = false;
    bool stands_in_query = false;

    /// Bounds of a text, in characters (code points), as JSON Schema counts them.
    [[nodiscard]] constexpr Note length(std::int64_t from, std::int64_t to) const {
        return between(from, to);
    }
    /// Bounds of a list.
    [[nodiscard]] constexpr Note items(std::int64_t from, std::int64_t to) const {
        return between(from, to);
    }
    /// Bounds of a number, both included.
    [[nodiscard]] constexpr Note between(std::int64_t from, std::int64_t to) const {
        Note note = *this;
        note.least = from;
        note.most = to;
        return note;
    }
    [[nodiscard]] constexpr Note format(std::string_view name) const {
        Note note = *this;
        note.format_name = name;
        return note;
    }
    /// `text` is JSON: `R"("orders")"`.
    [[nodiscard]] constexpr Note example(std::string_view text) const {
        Note note = *this;
        note.example_json = text;
        return note;
    }
    /// A request may leave it out; then the default of the struct stands.
    [[nodiscard]] constexpr Note optional() const {
        Note note = *this;
        note.may_be_absent = true;
        return note;
    }
    /// An empty optional is written as `null` instead of being left out.
    [[nodiscard]] constexpr Note nullable() const {
        Note note = *this;
        note.is_nullable = true;
        return note;
    }
    /// Stands in the query string even where the operation has a body.
    [[nodiscard]] constexpr Note in_query() const {
        Note note = *this;
        note.stands_in_query = true;
        return note;
    }
};

/// A note about the member `field`, or about the whole struct when `field` is empty.
[[nodiscard]] constexpr Note note(std::string_view field, std::string_view says = {}) {
    return {.field = field, .says = says};
}

}  // namespace parlance::json
