#pragma once

#include <xlsxwriter.h>

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

/// What a spreadsheet can hold of a value.
namespace parlance::serve {

/// UTF-16 units, which is how spreadsheets count.
inline constexpr std::size_t xlsx_text_max = 32'767;

/// The number, when a double keeps all its digits: 15 of them.
[[nodiscard]] std::optional<double> xlsx_number(std::string_view text);

/// `2024-05-01`, with or without `10:20:30.5` behind it; none before March 1900, of which
/// spreadsheets count the days wrongly, and with a zone, which they do not have.
[[nodiscard]] std::optional<lxw_datetime> xlsx_moment(std::string_view text);

/// The text, cut where a cell ends; `was_cut` then becomes true. Ends of C strings in it become
/// U+FFFD.
[[nodiscard]] std::string xlsx_text(std::string_view text, bool& was_cut);

}  // namespace parlance::serve
