#include "agents/answers.hpp"

#include "agents/prompt.hpp"
#include "base/json.hpp"
#include "base/utf8.hpp"

#include <algorithm>

namespace parlance::agents {

namespace {

/// The value without members that its shape does not know.
boost::json::value known_part(const boost::json::value& value, const json::Shape& shape) {
    if (shape.kind == json::Kind::list && value.is_array()) {
        boost::json::array known;
        for (const boost::json::value& item : value.get_array())
            known.push_back(known_part(item, shape.inner()));
        return known;
    }
    if (shape.kind != json::Kind::object || !value.is_object()) return value;
    boost::json::object known;
    for (const json::Field& field : shape.fields) {
        const boost::json::value* found = value.get_object().if_contains(field.name);
        // Some models write null for what they leave out.
        if (found != nullptr && !found->is_null())
            known[field.name] = known_part(*found, field.shape());
    }
    return known;
}

std::string_view trimmed(std::string_view text) {
    constexpr std::string_view space = " \t\r\n";
    const auto begin = std::min(text.find_first_not_of(space), text.size());
    text.remove_prefix(begin);
    return text.substr(0, text.find_last_not_of(space) + 1);
}

std::string_view without_fence(std::string_view text) {
    constexpr std::string_view fence = "```";
    if (!text.starts_with(fence) || !text.ends_with(fence)) return text;
    const auto line = text.find('\n');
    if (line == std::string_view::npos || line + fence.size() >= text.size()) return text;
    return trimmed(text.substr(line, text.size() - line - fence.size()));
}

}  // namespace

bool read_answer(void* out, const json::Shape& shape, const boost::json::object& answer) {
    return json::read_into(out, shape, known_part(answer, shape)).empty();
}

std::string sql_of(std::string_view text) {
    constexpr std::size_t bytes_max = 16'384;
    text = without_fence(trimmed(text));
    while (text.ends_with(';'))
        text = trimmed(text.substr(0, text.size() - 1));
    return text.size() <= bytes_max && is_utf8(text) ? std::string(text) : std::string();
}

std::vector<std::string>
words_of(const std::vector<std::string>& texts, std::size_t items_max, std::size_t characters_max) {
    std::vector<std::string> words;
    for (const std::string& text : texts) {
        std::string word = clean(text, characters_max);
        if (words.size() < items_max && !word.empty()) words.push_back(std::move(word));
    }
    return words;
}

}  // namespace parlance::agents
