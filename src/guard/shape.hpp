#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace parlance::guard {

/// A constant in the text of a statement that may differ between two statements of one shape.
struct Slot {
    std::size_t at = 0;  ///< byte offset in the text
    bool text = false;   ///< a string; otherwise a whole number of at most nine digits
    std::string value;   ///< the characters of the string, or the digits
};

/// A statement's text with a mark in place of each constant, blanks made one: two statements of one
/// shape differ in the values of their slots only.
struct Shape {
    std::string key;
    std::vector<Slot> slots;
};

/// Reads the shape in one pass. False for text with anything unusual in it (comments, quoting of
/// other products, prefixed strings): such text has no shape. `shape` is overwritten, so that its
/// memory serves again.
[[nodiscard]] bool read_shape(std::string_view text, Shape& shape);

}  // namespace parlance::guard
