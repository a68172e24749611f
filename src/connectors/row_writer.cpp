#include "connectors/row_writer.hpp"

#include "base/json.hpp"
#include "connectors/utf8.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <string>

namespace parlance::connectors {

namespace {

std::size_t digits(std::string_view text, std::size_t at) noexcept {
    while (at < text.size() && text[at] >= '0' && text[at] <= '9')
        ++at;
    return at;
}

}  // namespace

bool is_json_number(std::string_view text) noexcept {
    std::size_t at = text.starts_with('-') ? 1 : 0;
    std::size_t end = digits(text, at);
    if (end == at || (text[at] == '0' && end > at + 1)) return false;
    if (end < text.size() && text[end] == '.') {
        at = end + 1;
        end = digits(text, at);
        if (end == at) return false;
    }
    if (end < text.size() && (text[end] == 'e' || text[end] == 'E')) {
        at = end + 1;
        if (at < text.size() && (text[at] == '+' || text[at] == '-')) ++at;
        end = digits(text, at);
        if (end == at) return false;
    }
    return end == text.size();
}

bool RowWriter::begin_row() {
    const auto rows = rows_handed_ + static_cast<std::int64_t>(batch_.rows());
    const auto bytes = bytes_handed_ + static_cast<std::int64_t>(batch_.bytes());
    truncated_ = rows >= limits_.rows_max || bytes >= limits_.bytes_max;
    return !truncated_;
}

void RowWriter::integer(std::int64_t value) {
    std::array<char, 24> text{};
    const auto end = std::to_chars(text.data(), text.data() + text.size(), value).ptr;
    batch_.add(CellKind::number, {text.data(), end});
}

void RowWriter::real(double value) {
    if (std::isnan(value)) return batch_.add(CellKind::text, "NaN");
    if (std::isinf(value)) return batch_.add(CellKind::text, value < 0 ? "-Infinity" : "Infinity");
    std::array<char, 32> text{};
    const auto end = std::to_chars(text.data(), text.data() + text.size(), value).ptr;
    batch_.add(CellKind::number, {text.data(), end});
}

void RowWriter::number(std::string_view text) {
    if (!is_json_number(text)) return this->text(text);
    batch_.add(CellKind::number, text);
}

void RowWriter::text(std::string_view text) {
    if (is_utf8(text)) return batch_.add(CellKind::text, text);
    batch_.add(CellKind::text, repaired_utf8(text));
}

void RowWriter::json(std::string_view text) {
    if (!parlance::json::is_json(text)) return this->text(text);
    if (text.find_first_of("\r\n") == std::string_view::npos) {
        return batch_.add(CellKind::json, text);
    }
    // A line break in valid JSON is white space; NDJSON needs it gone.
    std::string one_line(text);
    std::ranges::replace_if(one_line, [](char c) { return c == '\n' || c == '\r'; }, ' ');
    batch_.add(CellKind::json, one_line);
}

void RowWriter::bytes(std::string_view raw) {
    static constexpr std::string_view hex = "0123456789abcdef";
    std::string text = "\\x";
    text.reserve(2 + 2 * raw.size());
    for (const char each : raw) {
        const auto byte = static_cast<unsigned char>(each);
        text += hex[byte >> 4];
        text += hex[byte & 15];
    }
    batch_.add(CellKind::text, text);
}

void RowWriter::next_batch() {
    rows_handed_ += static_cast<std::int64_t>(batch_.rows());
    bytes_handed_ += static_cast<std::int64_t>(batch_.bytes());
    batch_.clear();
}

RunSummary RowWriter::summary(double execution_ms) const noexcept {
    const auto rows = rows_handed_ + static_cast<std::int64_t>(batch_.rows());
    return {.rows = rows, .truncated = truncated_, .execution_ms = execution_ms};
}

}  // namespace parlance::connectors
