#include "agents/structured.hpp"

#include "base/json.hpp"

namespace parlance::agents {

namespace {

/// The end of the object that begins `text`, by its braces outside strings; 0 when it has none.
std::size_t end_of_object(std::string_view text) {
    std::size_t depth = 0;
    bool quoted = false;
    for (std::size_t i = 0; i < text.size(); ++i) {
        const char letter = text[i];
        if (quoted && letter == '\\') {
            ++i;
        } else if (letter == '"') {
            quoted = !quoted;
        } else if (!quoted && letter == '{') {
            ++depth;
        } else if (!quoted && letter == '}' && --depth == 0) {
            return i + 1;
        }
    }
    return 0;
}

std::optional<boost::json::object> object_from(std::string_view text) {
    try {
        return json::parse(text).as_object();
    } catch (const Error&) {
        return std::nullopt;
    }
}

}  // namespace

std::string schema_instructions(const AnswerSchema& answer) {
    std::string text =
        "Answer with one JSON object and nothing else: no words around it, no code fence. It must "
        "be valid under this JSON Schema:\n";
    json::write(text, answer.schema);
    return text;
}

std::optional<boost::json::object> extract_object(std::string_view text) {
    constexpr std::string_view thought_end = "</think>";
    if (const auto end = text.rfind(thought_end); end != std::string_view::npos)
        text.remove_prefix(end + thought_end.size());
    // What is inside a broken object is never taken for the whole.
    for (auto begin = text.find('{'); begin != std::string_view::npos; begin = text.find('{')) {
        text.remove_prefix(begin);
        const std::size_t end = end_of_object(text);
        if (end == 0) break;
        if (auto found = object_from(text.substr(0, end))) return found;
        text.remove_prefix(end);
    }
    return std::nullopt;
}

}  // namespace parlance::agents
