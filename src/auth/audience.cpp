#include "auth/audience.hpp"

#include <algorithm>
#include <ranges>

namespace parlance::auth {

std::string text_of(const Audiences& audiences) {
    std::string text;
    for (const Audience each : audiences) {
        if (!text.empty()) text += ' ';
        text += each == Audience::api ? "api" : "mcp";
    }
    return text;
}

Audiences audiences_in(std::string_view text) {
    Audiences all;
    for (const auto word : std::views::split(text, ' ')) {
        if (std::ranges::equal(word, std::string_view("api"))) all.push_back(Audience::api);
        if (std::ranges::equal(word, std::string_view("mcp"))) all.push_back(Audience::mcp);
    }
    return all;
}

}  // namespace parlance::auth
