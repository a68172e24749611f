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

char lowered(char letter) {
    return letter >= 'A' && letter <= 'Z' ? static_cast<char>(letter + 32) : letter;
}

bool begins_with(std::string_view text, std::string_view begin) {
    if (text.size() < begin.size()) return false;
    for (std::size_t at = 0; at < begin.size(); ++at) {
        if (lowered(text[at]) != lowered(begin[at])) return false;
    }
    return true;
}

bool has_word_with(std::string_view text, std::string_view begin) {
    for (std::size_t at = text.find(' '); at != std::string_view::npos; at = text.find(' ', at)) {
        if (begins_with(text.substr(++at), begin)) return true;
    }
    return false;
}

}  // namespace

void ValueIndex::add(ColumnId column, const std::string& value, const std::string& said) {
    if (value.empty() || value.size() > value_bytes_max || said.size() > value_bytes_max) return;
    const std::vector<Token> tokens = tokenize(said);
    if (tokens.empty() || tokens.size() > value_words_max) return;
    if (text_.size() > UINT32_MAX - value_bytes_max) return;
    const auto id = static_cast<std::uint32_t>(entries_.size());
    entries_.push_back({column, static_cast<std::uint32_t>(text_.size())});
    text_ += value;
    if (said != value) other_words_.emplace(id, said);
    longest_ = std::max(longest_, tokens.size());
    const std::string whole = words_text(tokens, false);
    whole_.add(whole, id);
    stems_.add(words_text(tokens, true), id);
    first_words_.add(tokens.front().text, 0);
    first_words_.add(tokens.front().stem, 0);
    if (tokens.size() == 1 && whole.size() >= 4) {
        for (const std::string& shorter : deletions(whole))
            deletions_.add(shorter, id);
    }
    if (tokens.size() < 2) return;
    for (const Token& token : tokens) {
        if (token.kind == TokenKind::word && token.text.size() > 2) words_.add(token.text, id);
    }
}

void ValueIndex::finish() {
    for (Postings* each : {&whole_, &stems_, &words_, &deletions_, &first_words_})
        each->finish(posting_max);
    entries_.shrink_to_fit();
    text_.shrink_to_fit();
}

std::string_view ValueIndex::value(std::uint32_t id) const {
    const std::size_t begin = entries_[id].begin;
    const std::size_t end = id + 1 < entries_.size() ? entries_[id + 1].begin : text_.size();
    return std::string_view(text_).substr(begin, end - begin);
}

std::vector<std::string> ValueIndex::of(ColumnId column) const {
    std::vector<std::string> all;
    for (std::uint32_t id = 0; id < entries_.size(); ++id)
        if (entries_[id].column == column && !other_words_.contains(id))
            all.emplace_back(value(id));
    return all;
}

std::string_view ValueIndex::said(std::uint32_t id) const {
    const auto other = other_words_.find(id);
    return other == other_words_.end() ? value(id) : other->second;
}

template <class Holds>
std::vector<ValueHit>
ValueIndex::hits(std::span<const Postings::Item> found, double weight, const Holds& holds) const {
    std::vector<ValueHit> all;
    for (const auto [key, id] : found) {
        if (all.size() == hits_max) break;
        if (holds(id)) all.push_back({entries_[id].column, std::string(value(id)), weight});
    }
    return all;
}

std::vector<ValueHit> ValueIndex::starting(std::string_view typed, std::size_t most) const {
    std::vector<ValueHit> begin;
    std::vector<ValueHit> within;
    for (std::uint32_t id = 0; id < entries_.size() && begin.size() < most; ++id) {
        const std::string_view whole = value(id);
        if (whole.size() <= typed.size()) continue;
        if (begins_with(whole, typed)) {
            begin.push_back({entries_[id].column, std::string(whole), 1.0});
        } else if (within.size() < most && has_word_with(whole, typed)) {
            within.push_back({entries_[id].column, std::string(whole), 0.5});
        }
    }
    within.resize(std::min(within.size(), most - begin.size()));
    begin.insert(begin.end(), within.begin(), within.end());
    return begin;
}

std::vector<ValueHit> ValueIndex::find(std::span<const Token> tokens) const {
    const std::string words = words_text(tokens, false);
    const std::string stems = words_text(tokens, true);
    const auto whole = [&](std::uint32_t id) {
        return words_text(tokenize(said(id)), false) == words;
    };
    const auto stemmed = [&](std::uint32_t id) {
        return words_text(tokenize(said(id)), true) == stems;
    };
    std::vector<ValueHit> all = hits(whole_.find(words), 1.0, whole);
    for (ValueHit& hit : hits(stems_.find(stems), 0.85, stemmed)) {
        if (!differ_in_number(words, fold(hit.value))) hit.weight = 0.45;
        const auto same = [&](const ValueHit& other) {
            return other.column == hit.column && other.value == hit.value;
        };
        if (std::ranges::none_of(all, same)) all.push_back(std::move(hit));
    }
    return all;
}

std::vector<ValueHit> ValueIndex::containing(const std::string& word) const {
    const auto holds = [&](std::uint32_t id) {
        const std::vector<Token> tokens = tokenize(said(id));
        return std::ranges::find(tokens, word, &Token::text) != tokens.end();
    };
    return hits(words_.find(word), 0.5, holds);
}

std::vector<ValueHit> ValueIndex::similar(const std::string& word) const {
    std::vector<ValueHit> all;
    if (word.size() < 4) return all;
    const auto near = [&](std::uint32_t id) { return one_error_apart(word, fold(said(id))); };
    for (const std::string& shorter : deletions(word)) {
        for (ValueHit& hit : hits(deletions_.find(shorter), 0.6, near))
            if (std::ranges::find(all, hit) == all.end()) all.push_back(std::move(hit));
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
