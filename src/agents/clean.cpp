#include "agents/prompt.hpp"
#include "base/json.hpp"
#include "base/utf8.hpp"

#include <algorithm>
#include <array>
#include <cctype>

namespace parlance::agents {

namespace {

struct Range {
    char32_t first, last;
};

/// What shows nothing, or changes how other things show (Unicode's Default_Ignorable_Code_Point,
/// bidi controls and separators).
constexpr auto unseen = std::to_array<Range>({
    {0x00AD, 0x00AD},
    {0x034F, 0x034F},
    {0x061C, 0x061C},
    {0x115F, 0x1160},
    {0x17B4, 0x17B5},
    {0x180B, 0x180F},
    {0x200B, 0x200F},
    {0x2028, 0x202E},
    {0x2060, 0x206F},
    {0x3164, 0x3164},
    {0xFE00, 0xFE0F},
    {0xFEFF, 0xFEFF},
    {0xFFA0, 0xFFA0},
    {0xFFF0, 0xFFFB},
    {0x1BCA0, 0x1BCA3},
    {0x1D173, 0x1D17A},
    {0xE0000, 0xE0FFF},
});

bool is_seen(char32_t point) {
    return std::ranges::none_of(unseen, [point](const Range& range) {
        return range.first <= point && point <= range.last;
    });
}

/// The code point of a well-formed sequence.
char32_t point_of(std::string_view sequence) {
    const auto first = static_cast<unsigned char>(sequence[0]);
    if (sequence.size() == 1) return first;
    char32_t point = first & (0x7FU >> sequence.size());
    for (const char next : sequence.substr(1))
        point = (point << 6) | (static_cast<unsigned char>(next) & 0x3FU);
    return point;
}

bool is_space(char32_t point) {
    return point == ' ' || ('\t' <= point && point <= '\r') || point == 0xA0 || point == 0x85;
}

bool is_control(char32_t point) {
    return point < 0x20 || (0x7F <= point && point < 0xA0);
}

/// Where a tag would begin: `<` with a letter, `/` or `!` behind it.
bool opens_tag(std::string_view text, std::size_t at) {
    if (text[at] != '<' || at + 1 == text.size()) return false;
    const char next = text[at + 1];
    return next == '/' || next == '!' || std::isalpha(static_cast<unsigned char>(next)) != 0;
}

/// A JSON string in which no tag begins.
std::string without_tags(std::string_view text) {
    std::string json;
    json::quote(json, text);
    std::string out;
    for (std::size_t i = 0; i < json.size(); ++i) {
        if (opens_tag(json, i)) {
            out += "\\u003c";
        } else {
            out += json[i];
        }
    }
    return out;
}

/// Text that grows by what may be seen, up to a number of characters.
class Seen {
public:
    explicit Seen(std::size_t characters_max) : most_(characters_max) {}

    void add(std::string_view sequence) {
        const char32_t point = point_of(sequence);
        if (is_space(point)) {
            space_ = !text_.empty();
        } else if (!is_control(point) && is_seen(point)) {
            if (std::exchange(space_, false)) put(" ");
            put(sequence);
        }
    }
    [[nodiscard]] std::string text() && {
        if (count_ > most_) text_ += "…";
        return std::move(text_);
    }

private:
    void put(std::string_view sequence) {
        if (++count_ <= most_) text_ += sequence;
    }

    const std::size_t most_;
    std::size_t count_ = 0;
    bool space_ = false;
    std::string text_;
};

}  // namespace

std::string clean(std::string_view text, std::size_t characters_max) {
    Seen seen(characters_max);
    while (!text.empty()) {
        const std::size_t size = utf8_sequence(text.data(), text.data() + text.size());
        if (size > 0) seen.add(text.substr(0, size));
        text.remove_prefix(std::max<std::size_t>(size, 1));
    }
    return std::move(seen).text();
}

bool is_tellable(std::string_view name) {
    constexpr std::size_t characters_max = 128;
    if (name.empty() || clean(name, characters_max) != name) return false;
    for (std::size_t i = 0; i < name.size(); ++i)
        if (opens_tag(name, i)) return false;
    return true;
}

std::string quoted(std::string_view text, std::size_t characters_max) {
    return without_tags(clean(text, characters_max));
}

std::string quoted_sql(std::string_view sql) {
    constexpr std::size_t characters_max = 8'000;
    std::string lines;
    while (!sql.empty() && lines.size() < characters_max) {
        const auto end = std::min(sql.find('\n'), sql.size());
        const std::string line = clean(sql.substr(0, end), characters_max);
        if (!line.empty()) lines += (lines.empty() ? "" : "\n") + line;
        sql.remove_prefix(std::min(end + 1, sql.size()));
    }
    return without_tags(lines);
}

std::string block(std::string_view name, std::string_view lines) {
    if (lines.empty()) return {};
    std::string text = "<data name=\"";
    text.append(name).append("\">\n").append(lines);
    if (!lines.ends_with('\n')) text += '\n';
    return text + "</data>\n";
}

}  // namespace parlance::agents
