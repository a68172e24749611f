#include "guard/approved_query.hpp"

#include <algorithm>

namespace parlance::guard {
namespace {

bool is_digit(char letter) {
    return letter >= '0' && letter <= '9';
}

std::string constant(const Bound& bound) {
    if (!bound.text) return "NULL";
    if (bound.type == Type::integer) return *bound.text;
    std::string made = "'";
    for (const char letter : *bound.text) {
        if (letter == '\'') made += '\'';
        made += letter;
    }
    return made + '\'';
}

bool is_quote(char letter) {
    return letter == '\'' || letter == '"';
}

/// Whether a placeholder, such as $1 or ?1, begins at one of the places to stop at.
bool is_parameter(const std::string& text, std::size_t at) {
    return !is_quote(text[at]) && at + 1 < text.size() && is_digit(text[at + 1]);
}

std::size_t end_of_number(const std::string& text, std::size_t at) {
    while (at < text.size() && is_digit(text[at]))
        ++at;
    return at;
}

/// The end of the string or quoted name that begins at `at`.
std::size_t end_of_quoted(const std::string& text, std::size_t at) {
    const std::size_t end = text.find(text[at], at + 1);
    return end == std::string::npos ? text.size() : end + 1;
}

}  // namespace

/// A doubled quote ends one string and begins the next, which comes to the same.
std::optional<std::string> ApprovedQuery::inlined() const {
    if (std::ranges::any_of(parameters_, &Bound::secret)) return std::nullopt;
    if (parameters_.empty()) return text();
    const std::string_view stops = dialect() == Dialect::sqlite ? "'\"?" : "'\"$";
    const std::string& all = text();
    std::string made;
    made.reserve(2 * all.size());
    for (std::size_t at = 0; at < all.size();) {
        std::size_t end = std::min(all.find_first_of(stops, at), all.size());
        if (end == at && is_parameter(all, at)) {
            end = end_of_number(all, at + 1);
            made += constant(parameters_[std::stoul(all.substr(at + 1, end - at - 1)) - 1]);
        } else {
            if (end == at) end = is_quote(all[at]) ? end_of_quoted(all, at) : at + 1;
            made.append(all, at, end - at);
        }
        at = end;
    }
    return made;
}

}  // namespace parlance::guard
