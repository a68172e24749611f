#include "engine/values.hpp"

#include <algorithm>
#include <utility>

namespace parlance::engine {
namespace {

constexpr std::size_t hits_max = 24;
constexpr std::size_t posting_max = 64;
constexpr std::size_t value_words_max = 8;
constexpr std::size_t value_bytes_max = 120;

std::string words_text(std::span<const Token> tokens, bool stems) {
    std::string text;
    for (const Token& token : tokens) {
        if (token.kind == TokenKind::mark && token.text != "&") continue;
        if (!text.empty()) text += ' ';
        text += stems ? token.stem : token.text;
    }
    return text;
}

/// `phone` and `phones`, `category` and `categories`.
bool differ_in_number(std::string_view left, std::string_view right) {
    if (left.size() > right.size()) std::swap(left, right);
    if (right == std::string(left) + "s" || right == std::string(left) + "es") return true;
    return left.ends_with('y') && right.ends_with("ies") &&
           left.substr(0, left.size() - 1) == right.substr(0, right.size() - 3);
}

void post(std::vector<std::uint32_t>& list, std::uint32_t id) {
    if (list.size() < posting_max && (list.empty() || list.back() != id)) list.push_back(id);
}

}  // namespace

void ValueIndex::add(ColumnId column, const std::string& value, const std::string& said) {
    if (value.empty() || value.size() > value_bytes_max || said.size() > value_bytes_max) return;
    const std::vector<Token> tokens = tokenize(said);
    if (tokens.empty() || tokens.size() > value_words_max) return;
    const auto id = static_cast<std::uint32_t>(entries_.size());
    entries_.push_back({column, value});
    longest_ = std::max(longest_, tokens.size());
    const std::string whole = words_text(tokens, false);
    post(whole_[whole], id);
    post(stems_[words_text(tokens, true)], id);
    ++first_words_[tokens.front().text];
    ++first_words_[tokens.front().stem];
    if (tokens.size() == 1 && whole.size() >= 4) {
        for (const std::string& shorter : deletions(whole))
            post(deletions_[shorter], id);
    }
    if (tokens.size() < 2) return;
    for (const Token& token : tokens) {
        if (token.kind == TokenKind::word && token.text.size() > 2) post(words_[token.text], id);
    }
}

std::vector<ValueHit> ValueIndex::hits(const std::vector<std::uint32_t>& found, double weight)
    const {
    std::vector<ValueHit> all;
    for (const std::uint32_t id : found) {
        if (all.size() == hits_max) break;
        all.push_back({entries_[id].column, entries_[id].value, weight});
    }
    return all;
}

std::vector<ValueHit> ValueIndex::find(std::span<const Token> tokens) const {
    const auto whole = whole_.find(words_text(tokens, false));
    std::vector<ValueHit> all;
    if (whole != whole_.end()) all = hits(whole->second, 1.0);
    const auto stems = stems_.find(words_text(tokens, true));
    if (stems == stems_.end()) return all;
    for (ValueHit& hit : hits(stems->second, 0.85)) {
        if (!differ_in_number(words_text(tokens, false), fold(hit.value))) hit.weight = 0.45;
        const auto same = [&](const ValueHit& other) {
            return other.column == hit.column && other.value == hit.value;
        };
        if (std::ranges::none_of(all, same)) all.push_back(std::move(hit));
    }
    return all;
}

std::vector<ValueHit> ValueIndex::containing(const std::string& word) const {
    const auto found = words_.find(word);
    return found == words_.end() ? std::vector<ValueHit>{} : hits(found->second, 0.5);
}

std::vector<ValueHit> ValueIndex::similar(const std::string& word) const {
    std::vector<ValueHit> all;
    if (word.size() < 4) return all;
    for (const std::string& shorter : deletions(word)) {
        const auto found = deletions_.find(shorter);
        if (found == deletions_.end()) continue;
        for (ValueHit& hit : hits(found->second, 0.6)) {
            const bool known = std::ranges::find(all, hit) != all.end();
            if (!known && one_error_apart(word, fold(hit.value))) all.push_back(std::move(hit));
        }
    }
    return all;
}

std::vector<std::string> deletions(const std::string& word) {
    std::vector<std::string> all{word};
    if (word.size() > 24) return all;
    for (std::size_t i = 0; i < word.size(); ++i) {
        std::string shorter = word;
        shorter.erase(i, 1);
        all.push_back(std::move(shorter));
    }
    return all;
}

bool one_error_apart(std::string_view left, std::string_view right) {
    if (left.size() > right.size()) std::swap(left, right);
    if (right.size() - left.size() > 1) return false;
    std::size_t at = 0;
    while (at < left.size() && left[at] == right[at])
        ++at;
    if (left.size() < right.size()) return left.substr(at) == right.substr(at + 1);
    if (at == left.size()) return true;
    if (left.substr(at + 1) == right.substr(at + 1)) return true;
    return at + 1 < left.size() && left[at] == right[at + 1] && left[at + 1] == right[at] &&
           left.substr(at + 2) == right.substr(at + 2);
}

}  // namespace parlance::engine
