#pragma once

#include "sql/ast.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

/// Dates, times and formats as text, in the forms that dialects without such types need.
namespace parlance::sql {

/// An INTERVAL as PostgreSQL keeps it: three counts that do not convert into each other.
struct Span {
    std::int64_t months = 0;
    std::int64_t days = 0;
    std::int64_t seconds = 0;

    bool operator==(const Span&) const = default;
};

/// `1 year 2 mons -3 days 4 hours`, with whole numbers; none for any other spelling.
[[nodiscard]] std::optional<Span> read_span(std::string_view text);

/// `2024-1-5` as `2024-01-05`; a time of day is dropped. None when it is no date in ISO order.
[[nodiscard]] std::optional<std::string> iso_date(std::string_view text);
/// The same with ` HH:MM:SS`, midnight when the text has no time; a fraction is kept.
[[nodiscard]] std::optional<std::string> iso_timestamp(std::string_view text);
/// The date moved by months (clamped to the end of the month, as PostgreSQL does), then days.
[[nodiscard]] std::optional<std::string> moved_date(std::string_view iso, const Span& span);

/// A piece of a to_char() pattern: one of its tokens, or text to copy.
struct FormatPiece {
    std::string token;  ///< such as `YYYY`; empty for plain text
    std::string text;
    bool unpadded = false;  ///< after FM
};
/// Reads the usual date patterns of to_char(); none when a token is not among them.
[[nodiscard]] std::optional<std::vector<FormatPiece>> read_format(std::string_view pattern);
/// A pattern of strftime() or of MySQL's DATE_FORMAT() as one of to_char(); none when a field has
/// no equal, or differs between those two.
[[nodiscard]] std::optional<std::string> to_char_pattern(std::string_view pattern);

}  // namespace parlance::sql
