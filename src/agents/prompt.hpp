#pragma once

#include "agents/settings.hpp"
#include "agents/sheet.hpp"

#include <cstddef>
#include <string>
#include <string_view>

/// What models are told of a source, as text. Names, comments and values are hostile input here:
/// they stand in blocks that they cannot end, on lines that they cannot begin, and hold nothing
/// that a person would not see.
namespace parlance::agents {

/// The text without control characters, invisible ones (zero width, bidi, tags) and broken UTF-8;
/// runs of white space are one space. Cut after `characters_max`, with `…`.
[[nodiscard]] std::string clean(std::string_view text, std::size_t characters_max);

/// Whether a model may be told the name as it is: `clean` changes nothing and no block begins or
/// ends in it. Others are left out, for a changed name would be a wrong one.
[[nodiscard]] bool is_tellable(std::string_view name);

/// A JSON string of the cleaned text in which no block begins or ends.
[[nodiscard]] std::string quoted(std::string_view text, std::size_t characters_max);
/// The same for SQL: lines stay, as `\n`.
[[nodiscard]] std::string quoted_sql(std::string_view sql);

/// `<data name="…">` … `</data>`; nothing when there are no lines. `lines` are safe already.
[[nodiscard]] std::string block(std::string_view name, std::string_view lines);

struct Told {
    Sends sends = Sends::samples;
    std::size_t bytes_max = 48'000;  ///< for the tables; the least relevant are left out
};

/// The tables as `CREATE TABLE`, with joins: what stays the same from question to question.
[[nodiscard]] std::string schema_text(const Sheet& sheet, const Told& told);

/// Terms, examples and values: what goes with one question.
[[nodiscard]] std::string hints_text(const Sheet& sheet, const Told& told);

}  // namespace parlance::agents
