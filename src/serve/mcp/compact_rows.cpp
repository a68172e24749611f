#include "serve/mcp/compact_rows.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace parlance::serve::mcp {

namespace {

constexpr std::size_t cell_characters_max = 200;
/// A double holds any number of so many digits.
constexpr std::ptrdiff_t exact_digits = 15;

/// Where the string that begins at `at` ends: behind its closing quote.
std::size_t string_end(std::string_view text, std::size_t at) {
    for (++at; text[at] != '"'; ++at) {
        if (text[at] == '\\') ++at;
    }
    return at + 1;
}

/// Where the value that begins at `at` ends.
std::size_t value_end(std::string_view text, std::size_t at) {
    int depth = 0;
    for (; at < text.size(); ++at) {
        const char each = text[at];
        if (each == '"') {
            at = string_end(text, at) - 1;
        } else if (each == '[' || each == '{') {
            ++depth;
        } else if (each == ']' || each == '}') {
            if (depth-- == 0) return at;
        } else if (each == ',' && depth == 0) {
            return at;
        }
    }
    return at;
}

/// Characters of the inside of a string as JSON writes it: an escape is one of them.
std::size_t character_end(std::string_view inside, std::size_t at) {
    if (inside[at] == '\\') {
        const bool unicode = at + 1 < inside.size() && inside[at + 1] == 'u';
        return std::min(at + (unicode ? 6U : 2U), inside.size());
    }
    for (++at; at < inside.size() && (inside[at] & 0xC0) == 0x80; ++at) {
    }
    return at;
}

/// Appends the string, its quotes included, and says whether it had to be cut.
bool add_string(std::string& out, std::string_view quoted) {
    if (quoted.size() <= cell_characters_max) return out += quoted, false;
    const std::string_view inside = quoted.substr(1, quoted.size() - 2);
    std::size_t characters = 0;
    std::size_t end = 0;
    std::size_t at = 0;
    for (; at < inside.size(); ++characters) {
        if (characters == cell_characters_max) end = at;
        at = character_end(inside, at);
    }
    if (characters <= cell_characters_max) return out += quoted, false;
    out += fmt::format("\"{}…(+{})\"", inside.substr(0, end), characters - cell_characters_max);
    return true;
}

void add_number(std::string& out, std::string_view number) {
    const auto digits =
        std::ranges::count_if(number, [](char each) { return each >= '0' && each <= '9'; });
    if (digits <= exact_digits) {
        out += number;
    } else {
        out += fmt::format("\"{}\"", number);
    }
}

/// A document within a cell stays whole, or becomes a text that is cut.
bool add_document(std::string& out, std::string_view document) {
    if (document.size() <= cell_characters_max) return out += document, false;
    std::string quoted;
    json::quote(quoted, document);
    return add_string(out, quoted);
}

bool add_cell(std::string& out, std::string_view cell) {
    if (cell.starts_with('"')) return add_string(out, cell);
    if (cell.starts_with('[') || cell.starts_with('{')) return add_document(out, cell);
    const bool number = cell.starts_with('-') || (cell.front() >= '0' && cell.front() <= '9');
    if (number) {
        add_number(out, cell);
    } else {
        out += cell;
    }
    return false;
}

/// `row` is `[…]`.
std::string compact_row(std::string_view row, bool& cut) {
    std::string out = "[";
    for (std::size_t at = 1; at + 1 < row.size();) {
        const std::size_t end = value_end(row, at);
        cut |= add_cell(out, row.substr(at, end - at));
        if (row[end] == ',') out += ',';
        at = end + 1;
    }
    out += ']';
    return out;
}

}  // namespace

CompactRows compact_rows(std::string_view rows, const RowWindow& window) {
    CompactRows made;
    std::size_t room = window.bytes_max;
    bool full = false;
    for (std::size_t at = 1; at + 1 < rows.size();) {
        const std::size_t end = value_end(rows, at);
        const std::string_view row = rows.substr(at, end - at);
        at = end + 1;
        if (made.skipped < window.skip) {
            ++made.skipped;
            continue;
        }
        if (!full && made.rows.size() < window.rows_max) {
            json::Raw compact{compact_row(row, made.cut_cells)};
            // One row always leaves, or the reader would never come further.
            full = compact.text.size() + 1 > room && !made.rows.empty();
            if (!full) {
                room -= std::min(room, compact.text.size() + 1);
                made.rows.push_back(std::move(compact));
                continue;
            }
        }
        ++made.left;
    }
    return made;
}

}  // namespace parlance::serve::mcp
