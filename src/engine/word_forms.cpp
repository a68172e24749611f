#include "engine/word_forms.hpp"

#include "engine/lexicon.hpp"
#include "engine/text.hpp"

#include <algorithm>
#include <array>
#include <string_view>

namespace parlance::engine {
namespace {

bool noun_of(const std::string& noun, const std::string& verb) {
    constexpr std::size_t shortest = 4;
    if (verb.size() < shortest || !noun.starts_with(verb)) return false;
    return Lexicon::english().listed("noun_endings", std::string_view(noun).substr(verb.size()));
}

}  // namespace

bool akin_words(const std::string& said, const std::string& value) {
    constexpr std::size_t shared = 5;
    const std::string first = stem(said);
    const std::string second = stem(value);
    if (first == second || noun_of(said, second) || noun_of(value, first)) return true;
    return said.size() >= shared && value.size() >= shared &&
           said.substr(0, shared) == value.substr(0, shared);
}

}  // namespace parlance::engine
