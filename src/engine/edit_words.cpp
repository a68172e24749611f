#include "engine/edit_turn.hpp"

#include <algorithm>
#include <cmath>

/// The passes over words that are about the answer before: its chart, its order, how much of it.
namespace parlance::engine {
bool whole_count(const Token& token) {
    return token.kind == TokenKind::number && token.number >= 1 && token.number <= 100'000 &&
           token.number == std::floor(token.number) && !token.money && !token.percent;
}

bool EditTurn::chart_at(std::size_t at) {
    const EditPhrase* chart = EditLexicon::english().find(EditCue::chart, tokens_, at);
    if (chart == nullptr || spent_[at]) return false;
    const std::size_t end = at + chart->words.size();
    const std::string& last = chart->words.back();
    const bool said = last == "chart" || last == "graph" || last == "plot" || last == "map" ||
                      last == "charts" || last == "diagram";
    std::size_t begin = at;
    for (std::size_t from = 0; from < at; ++from) {
        const std::size_t size = phrase(EditCue::charted, from);
        if (size > 0 && from + size == at && begin == at) begin = from;
    }
    bool alone = true;
    for (std::size_t i = 0; i < tokens_.size(); ++i)
        alone &= (i >= begin && i < end) || empty(i);
    const bool told = begin < at && tokens_[begin].text != "a" && tokens_[begin].text != "the";
    if (!said && !alone && !told) return false;
    made_.chart = chart->name;
    note("chart: " + chart->name, begin, end);
    spend(begin, end - begin);
    made_.refers = true;
    return true;
}

void EditTurn::read_chart() {
    for (std::size_t at = 0; at < tokens_.size(); ++at)
        if (chart_at(at)) return (void)take_anywhere(EditCue::instead);
}

bool EditTurn::limit_at(std::size_t at, bool descending, bool ranked) {
    const auto count = static_cast<std::int64_t>(tokens_[at].number);
    if (query_.source) return false;
    query_.limit = count;
    if (ranked && !query_.order.empty() && descending != query_.order.front().descending &&
        phrase(EditCue::bottom, at - 1) > 0)
        query_.order.front().descending = descending;
    if (query_.order.empty()) {
        if (auto term = default_order(); term && ranked)
            query_.order.push_back({std::move(*term), descending});
    }
    note("the first " + std::to_string(count), at, at + 1);
    made_.fragment = true;
    return true;
}

/// `top 5 instead`, `only the top 10`, `show 20`, `all of them`.
bool EditTurn::read_limit() {
    for (std::size_t at = 0; at < tokens_.size(); ++at) {
        if (query_.limit && take(EditCue::unlimited, at) > 0) {
            query_.limit.reset();
            query_.limit_per.clear();
            made_.fragment = made_.refers = true;
            return true;
        }
        if (!whole_count(tokens_[at]) || spent_[at]) continue;
        for (const bool top : {true, false}) {
            for (std::size_t from = at >= 2 ? at - 2 : 0; from < at; ++from) {
                const EditCue cue = top ? EditCue::top : EditCue::bottom;
                const std::size_t size = phrase(cue, from);
                if (size == 0 || from + size != at) continue;
                // `last 3 months` is a time
                if (at + 1 < tokens_.size() && grain_named(tokens_[at + 1].text) != Grain::none)
                    continue;
                if (!limit_at(at, top, true)) continue;
                if (!top && query_.order.size() == 1) query_.order.front().descending = false;
                if (top && query_.order.size() == 1 && before_.order.empty())
                    query_.order.front().descending = true;
                spend(from, at + 1 - from);
                for (std::size_t i = at + 1; i < tokens_.size(); ++i)
                    take(EditCue::rows, i);
                return true;
            }
        }
        bool alone = !tokens_[at].in_words || tokens_[at].number > 1;
        for (std::size_t i = 0; i < tokens_.size(); ++i)
            alone &= i == at || empty(i) || phrase(EditCue::rows, i) > 0;
        const bool year = tokens_[at].number >= 1000;
        if (!alone || year || !limit_at(at, true, false)) continue;
        spend(0, tokens_.size());
        return true;
    }
    return false;
}

/// `and the least?`: the other end of the same order.
bool EditTurn::read_extreme() {
    if (query_.source) return false;
    for (std::size_t at = 0; at < tokens_.size(); ++at) {
        const std::size_t most = phrase(EditCue::most, at);
        const std::size_t least = phrase(EditCue::least, at);
        const std::size_t size = std::max(most, least);
        if (size == 0) continue;
        bool alone = true;
        for (std::size_t i = 0; i < tokens_.size(); ++i)
            alone &= (i >= at && i < at + size) || empty(i) || phrase(EditCue::those, i) > 0;
        if (!alone) continue;
        spend(0, tokens_.size());
        if (query_.order.empty()) {
            auto term = default_order();
            if (!term) return false;
            query_.order.push_back({std::move(*term), true});
        }
        query_.order.front().descending = most > 0;
        if (!query_.limit) query_.limit = 1;
        note(most > 0 ? "highest first" : "lowest first", at, at + size);
        made_.refers = made_.fragment = true;
        return true;
    }
    return false;
}

/// `sort it from highest to lowest`, `newest first`, `reverse the order`.
void EditTurn::read_direction() {
    for (std::size_t at = 0; at < tokens_.size(); ++at) {
        if (spent_[at]) continue;
        if (!before_.order.empty() && phrase(EditCue::flip, at) > 0 && !query_.source) {
            note("the other way round", at, at + phrase(EditCue::flip, at));
            spend(at, phrase(EditCue::flip, at));
            for (Sort& sort : query_.order)
                sort.descending = !sort.descending;
            made_.refers = made_.fragment = true;
            (void)take_anywhere(EditCue::sort);
            (void)take_anywhere(EditCue::those);
            continue;
        }
        const std::size_t sort = phrase(EditCue::sort, at);
        if (sort > 0) {
            manner_.sort = true;
            if (tokens_[at].text.starts_with("rank") && !descending_) descending_ = true;
            note("", at, at);
            spend(at, sort);
            made_.begins = made_.fragment = true;
            at += sort - 1;
            continue;
        }
        for (const bool down : {true, false}) {
            const std::size_t size = phrase(down ? EditCue::descending : EditCue::ascending, at);
            if (size == 0 || spent_[at]) continue;
            descending_ = down;
            const std::string& word = tokens_[at].text;
            chronological_ =
                word == "newest" || word == "oldest" || word == "latest" || word == "earliest" ||
                word == "chronologically" ||
                (size > 2 &&
                 (tokens_[at + 1].text == "recent" || tokens_[at + 1].text == "newest" ||
                  tokens_[at + 1].text == "oldest" || tokens_[at + 1].text == "chronological"));
            note(down ? "highest first" : "lowest first", at, at + size);
            spend(at, size);
            made_.begins = made_.fragment = true;
        }
    }
    if (manner_.sort && take_anywhere(EditCue::that_measure)) made_.refers = true;
}

/// `their contact details`: a set of columns under one name.
bool EditTurn::read_columns() {
    for (std::size_t at = 0; at < tokens_.size(); ++at) {
        const EditPhrase* set = EditLexicon::english().find(EditCue::columns, tokens_, at);
        if (set == nullptr || spent_[at]) continue;
        std::vector<Item> found;
        const TableId table = entity();
        if (table == nothing) continue;
        for (const ColumnId id : model_.table(table).columns) {
            const ColumnModel& column = model_.column(id);
            const bool wanted = std::ranges::any_of(
                EditLexicon::english().columns(set->name),
                [&](const std::string& word) {
                    return std::ranges::find(column.words, word) != column.words.end();
                }
            );
            if (wanted && column.kind != Kind::key && column.kind != Kind::foreign)
                found.push_back({attr(id), ""});
        }
        if (found.size() < 2) continue;
        note(set->name, at, at + set->words.size());
        spend(at, set->words.size());
        (void)take_anywhere(EditCue::those);
        made_.refers = made_.fragment = true;
        add_columns(std::move(found));
        return true;
    }
    return false;
}

/// `which ones?`, `who are they?`, `list them`.
bool EditTurn::read_list() {
    bool asks = false;
    bool refers = false;
    for (std::size_t at = 0; at < tokens_.size();) {
        std::size_t size = 0;
        if ((size = phrase(EditCue::those, at)) > 0)
            refers = true;
        else if ((size = std::max(phrase(EditCue::show, at), phrase(EditCue::question, at))) > 0)
            asks = true;
        else if (empty(at) || phrase(EditCue::and_, at) > 0)
            size = 1;
        if (size == 0) return false;
        const std::string& word = tokens_[at].text;
        if (word == "how" || word == "when" || word == "where" || word == "what") return false;
        at += size;
    }
    if (!refers || (!asks && tokens_[0].text != "which")) return false;
    spend(0, tokens_.size());
    made_.refers = made_.fragment = true;
    show_rows();
    return true;
}

}  // namespace parlance::engine
