#include "engine/regions.hpp"

#include "engine/data.hpp"

#include <algorithm>
#include <map>
#include <ranges>
#include <span>
#include <string>
#include <string_view>

namespace parlance::engine {
namespace {

constexpr std::size_t words_max = 2;

std::string_view trimmed(std::string_view text) {
    while (text.starts_with(' '))
        text.remove_prefix(1);
    while (text.ends_with(' '))
        text.remove_suffix(1);
    return text;
}

std::vector<std::string> parts(std::string_view text, char by) {
    std::vector<std::string> all;
    for (const auto part : std::views::split(text, by))
        all.emplace_back(trimmed(std::string_view(part)));
    return all;
}

struct Atlas {
    std::map<std::string, std::vector<std::string>, std::less<>> regions;  ///< their countries
    std::map<std::string, std::vector<std::string>, std::less<>> ways;     ///< to write a country

    Atlas() {
        for (const auto range : std::views::split(data::regions, '\n')) {
            const std::string_view line(range);
            const std::size_t colon = line.find(':');
            if (line.starts_with('#') || colon == std::string_view::npos) continue;
            const std::string_view head = trimmed(line.substr(0, colon));
            std::vector<std::string> list = parts(line.substr(colon + 1), ';');
            if (head.starts_with("country "))
                ways.emplace(head.substr(head.find(' ') + 1), std::move(list));
            else
                for (const std::string& name : parts(head, ','))
                    regions.emplace(name, list);
        }
    }
};

const Atlas& atlas() {
    static const Atlas all;
    return all;
}

std::string words_of(std::span<const Token> place) {
    std::string text;
    for (const Token& token : place)
        text += (text.empty() ? "" : " ") + token.text;
    return text;
}

/// The values of one column that are countries of the region: of that column that has most.
std::vector<std::string>
values_in(const std::vector<std::string>& countries, const ValueIndex& values) {
    std::map<ColumnId, std::vector<std::string>> found;
    for (const std::string& country : countries) {
        const auto known = atlas().ways.find(country);
        const auto ways = known == atlas().ways.end() ? std::vector{country} : known->second;
        for (const std::string& way : ways)
            for (const ValueHit& hit : values.find(tokenize(way)))
                if (hit.weight == 1) found[hit.column].push_back(hit.value);
    }
    const auto most =
        std::ranges::max_element(found, {}, [](const auto& each) { return each.second.size(); });
    return most == found.end() ? std::vector<std::string>{} : most->second;
}

/// `'Germany' or 'France'`, at the place of the words for the region.
std::vector<Token> listed(const std::vector<std::string>& values, std::span<const Token> place) {
    std::vector<Token> made;
    for (const std::string& value : values) {
        Token token = place.front();
        token.end = place.back().end;
        token.possessive = false;
        if (!made.empty()) {
            token.raw = token.text = token.stem = "or";
            made.push_back(token);
        }
        token.kind = TokenKind::quoted;
        token.raw = value;
        token.text = fold(value);
        token.stem = stem(token.text);
        made.push_back(std::move(token));
    }
    return made;
}

bool is_called(std::span<const Token> place, const Model& model) {
    std::string key;
    for (const Token& token : place)
        key += token.stem;
    return !model.meanings(key).empty() || !model.values().find(place).empty();
}

}  // namespace

std::vector<Token> with_regions(std::vector<Token> tokens, const Model& model) {
    for (std::size_t at = 0; at < tokens.size(); ++at) {
        for (std::size_t size = std::min(words_max, tokens.size() - at); size > 0; --size) {
            const auto place = std::span(tokens).subspan(at, size);
            const auto region = atlas().regions.find(words_of(place));
            if (region == atlas().regions.end() || is_called(place, model)) continue;
            const auto made = listed(values_in(region->second, model.values()), place);
            if (made.empty()) continue;
            const auto begin = tokens.begin() + static_cast<std::ptrdiff_t>(at);
            const auto after = tokens.erase(begin, begin + static_cast<std::ptrdiff_t>(size));
            tokens.insert(after, made.begin(), made.end());
            at += made.size() - 1;
            break;
        }
    }
    return tokens;
}

}  // namespace parlance::engine
