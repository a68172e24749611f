#pragma once

#include "engine/model.hpp"
#include "engine/spans.hpp"
#include "engine/understand.hpp"

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace parlance::engine {

/// A span with one meaning chosen.
struct Piece {
    SpanKind kind = SpanKind::word;
    std::size_t begin = 0;  ///< tokens
    std::size_t end = 0;
    Link link;
    Cue cue = Cue::filler;
    GradableForm gradable;
    Grain grain = Grain::none;
    double number = 0;
    TimeRange time;
    bool plural = false;
    bool quoted = false;
    bool used = false;
    const Span* span = nullptr;  ///< where it comes from, with what else it might mean

    /// `cardiologists` for the value `cardiologist`.
    [[nodiscard]] bool plural_value(const std::vector<Token>& tokens) const {
        const std::string& last = tokens[end - 1].text;
        return last.ends_with('s') && !link.value.ends_with('s');
    }
};

/// One reading of the question, before it is compiled.
struct Draft {
    Qir query;
    double score = 0;  ///< the higher the better; comparable between drafts of one question
    std::vector<Provenance> provenance;
    std::vector<Assumption> assumptions;
    std::vector<std::string> unexplained;
    std::vector<std::string> missing;  ///< what would have to be said
    bool complete = true;              ///< false: no query can be made of it
    bool vague = false;                ///< `best` and the like were given a meaning out of many
    std::size_t rest = 0;              ///< columns at the end that only make the rows whole
    bool variant = false;              ///< another reading of pieces that have a likelier one
};

/// What a fragment such as `only in 2024` is about, as far as its words do not say it.
struct Seed {
    TableId subject = nothing;
    ColumnId moment = nothing;  ///< the date that a time belongs to
};

/// What a fragment says, clause by clause. Nothing is put in for what it does not say.
struct Fragment {
    Draft draft;
    std::vector<Item> measures;
    std::vector<TableId> grouped;  ///< tables whose rows are grouped by
    bool superlative = false;
};

/// Reads chosen pieces into a representation: what is measured, grouped, filtered, sorted, shown.
/// Each pass takes the pieces it understands; what is left over is shown or stays unexplained.
class Reader {
public:
    Reader(
        const std::string& question,
        const std::vector<Token>& tokens,
        const Model& model,
        Instant now,
        std::vector<Piece> pieces,
        std::span<const std::string> without = {}
    )
        : question_(question),
          tokens_(tokens),
          model_(model),
          now_(now),
          pieces_(std::move(pieces)),
          without_(without) {}

    [[nodiscard]] Draft run();
    /// `discontinued products or products with fewer than 5 in stock`: both halves by themselves.
    [[nodiscard]] std::optional<Draft> run_alternatives() const;
    /// Reads a follow-up; see `edit_turn.hpp`.
    [[nodiscard]] Fragment run_fragment(const Seed& seed);

private:
    /// A comparison that is being read.
    struct Comparison {
        Compare op = Compare::equal;
        std::optional<Term> left;
        std::size_t right = 0;  ///< the piece that is compared with
        bool suffixed = false;  ///< `5 or more`
    };

    /// Two dates of one row that something lies between.
    struct Stretch {
        ColumnId begin = nothing;
        ColumnId end = nothing;
    };

    struct Measured {
        Term term;
        std::string label;
        bool ranking = false;  ///< only what a superlative ranks by
    };

    // reader.cpp: the order of the passes, and finding one's way in the pieces
    void read_clauses();
    void find_subject();
    void prefer_keys();
    [[nodiscard]] bool directed(const Key& key) const;
    [[nodiscard]] Attr placed(ColumnId id, std::size_t at) const;
    [[nodiscard]] bool role_word(std::size_t at, const Key& key) const;
    [[nodiscard]] std::size_t next(std::size_t at) const;  ///< the next piece that says something
    [[nodiscard]] std::size_t previous(std::size_t at) const;  ///< size() when there is none
    [[nodiscard]] bool is(std::size_t at, Cue cue) const;
    [[nodiscard]] bool is(std::size_t at, SpanKind kind) const;
    [[nodiscard]] bool open(std::size_t at, SpanKind kind) const {
        return is(at, kind) && !pieces_[at].used;
    }
    [[nodiscard]] bool little(std::size_t at) const;  ///< a word that says nothing by itself
    void use(std::size_t at, const std::string& became = "", const std::string& because = "");
    void assume(std::string code, std::string text);
    [[nodiscard]] bool refused(std::string_view assumption) const;
    [[nodiscard]] std::string words(std::size_t at) const;
    [[nodiscard]] const ColumnModel& column(ColumnId id) const { return model_.column(id); }
    [[nodiscard]] std::string name(ColumnId id) const;
    void find_unexplained();
    [[nodiscard]] bool changes_meaning(const Piece& piece) const;
    [[nodiscard]] bool says_nothing(const Piece& piece) const;

    // read_terms.cpp: what a piece is worth as an expression
    [[nodiscard]] ColumnId column_for(const GradableForm& form, TableId table) const;
    [[nodiscard]] ColumnId default_measure(TableId table) const;
    [[nodiscard]] ColumnId moment_for(TableId table) const;
    [[nodiscard]] ColumnId moment_measured() const;
    [[nodiscard]] TableId nearest_child(TableId table) const;
    [[nodiscard]] TableId table_near(std::size_t at) const;
    [[nodiscard]] bool passive(std::size_t by) const;
    [[nodiscard]] bool akin(std::size_t at) const;
    [[nodiscard]] std::optional<Term> measure_at(std::size_t at) const;
    [[nodiscard]] std::vector<ColumnId> display(TableId table) const;
    [[nodiscard]] Term count_rows(TableId table) const;
    [[nodiscard]] std::optional<Aggregate> aggregate_at(std::size_t at) const;

    // read_conditions.cpp, read_comparisons.cpp
    void read_comparisons();
    bool read_comparison(std::size_t at);
    void add_up(Term& left) const;
    void add_up_in_total(Term& left, std::size_t number_at);
    bool read_aged(std::size_t at, const Comparison& found);
    [[nodiscard]] static Aggregate usual_aggregate(const ColumnModel& column);
    [[nodiscard]] std::optional<Comparison> comparison_at(std::size_t at);
    bool find_right(Comparison& found);
    [[nodiscard]] bool columns_compared(std::size_t right) const;
    [[nodiscard]] std::optional<Term> unit_after(std::size_t unit);
    bool read_between(std::size_t at);
    bool read_bare_numbers(std::size_t at);
    bool read_numbered_row(std::size_t table_at, std::size_t at);
    void read_patterns();
    void read_absence();
    bool read_missing(std::size_t at);
    bool read_nobody(std::size_t at);
    std::optional<bool> read_missing_piece(std::size_t at, std::size_t i, bool soft);
    std::optional<bool> read_missing_value(std::size_t at, std::size_t i, bool soft);
    bool read_missing_rows(std::size_t at, std::size_t i);
    std::optional<bool> read_missing_column(std::size_t at, std::size_t i);
    bool read_missing_event(std::size_t at);
    /// Takes it as a condition that the cue stands for; true.
    bool deny(std::size_t at, Pred pred);
    bool read_unfinished(std::size_t at);
    bool read_other_time(std::size_t at);
    [[nodiscard]] ColumnId moment_meant(std::size_t at) const;
    void read_durations();
    bool read_days_between(std::size_t at);
    bool read_longer_than(std::size_t at);
    bool read_so_long_after(std::size_t at, Compare op, std::size_t unit, double seconds);
    bool read_average_length(std::size_t at);
    void use_length(std::size_t at, std::size_t last);
    bool read_ongoing();
    // read_dated_states.cpp
    void read_dated_states();
    [[nodiscard]] std::vector<Pred> state_meant(std::size_t at, TableId table) const;
    [[nodiscard]] ColumnId deadline_of(TableId table) const;
    [[nodiscard]] bool is_on_time(std::size_t at) const;
    [[nodiscard]] bool may_be_state(std::size_t at, TableId table) const;
    [[nodiscard]] TableId table_of_state(std::size_t at) const;
    void use_state(std::size_t at, const std::vector<Pred>& preds);
    bool read_still_open(std::size_t at);
    bool read_ended(std::size_t at);
    void read_temporal_adjectives();
    bool read_selling(std::size_t at);
    void count_shares(std::size_t at, std::size_t table_at);
    [[nodiscard]] std::optional<Stretch> stretch_of(TableId table, ColumnId meant = nothing) const;
    [[nodiscard]] std::optional<Stretch> stretch_near(std::size_t at) const;
    [[nodiscard]] std::optional<Stretch> only_stretch() const;
    [[nodiscard]] Term days_of(const Stretch& stretch) const;
    [[nodiscard]] std::optional<Pred> kept_duration(Compare op, double seconds) const;
    [[nodiscard]] double seconds_in(std::size_t at) const;
    [[nodiscard]] ColumnId moment_of_verb(std::size_t at) const;
    struct LengthUnit {
        const char* name = "days";
        double per_day = 1;
    };
    LengthUnit length_unit(std::size_t at);
    [[nodiscard]] ColumnId birth_of(TableId table) const;
    [[nodiscard]] std::optional<Term> age_of(std::size_t at) const;
    [[nodiscard]] std::string today() const;
    [[nodiscard]] std::optional<Term> long_ago(const Term& left, std::size_t number_at);
    [[nodiscard]] std::vector<Pred> named_row(std::size_t& at);
    [[nodiscard]] std::optional<Term> other_row(std::size_t& at, const Term& left);
    [[nodiscard]] std::optional<Term> average_of_groups(std::size_t& at, const Term& left);
    void read_average_per();
    void read_comparing();
    bool limit_per_group(TableId table, ColumnId column);
    void read_windows();
    void read_amounts();
    void take_what_is_paid(std::size_t at);
    void read_pairs();
    bool read_both(std::size_t at);
    [[nodiscard]] bool measures_asked() const;
    [[nodiscard]] std::vector<Pred> take_clause(std::size_t from, TableId home);
    void read_values();
    void read_value_group(std::size_t at);
    void read_quoted(std::size_t at);
    bool read_of_each(std::size_t at);
    void read_times();
    void share_years();
    void read_time(std::size_t at);
    void read_flags();
    void read_states();
    void read_filters();  // filters.cpp
    [[nodiscard]] std::optional<Pred> in_time(const TimeRange& range, Attr attr) const;
    [[nodiscard]] Attr moment_near(std::size_t at);
    [[nodiscard]] bool grouped_by(TableId table) const;
    [[nodiscard]] std::optional<Term> left_side(std::size_t at);
    [[nodiscard]] std::optional<Term> right_side(std::size_t& at, const Term* left);
    void condition(Pred pred);
    [[nodiscard]] bool negated_before(std::size_t at);

    // read_measures.cpp, read_order.cpp
    void read_counts();
    void read_aggregates();
    [[nodiscard]] std::optional<Term> aggregated_at(std::size_t at, std::size_t& target);
    [[nodiscard]] bool says_amount(std::size_t at) const;
    [[nodiscard]] std::optional<Term> aggregated_rows(std::size_t at, std::size_t target);
    void add_aggregates(const std::vector<std::size_t>& cues, const Term& over, std::size_t target);
    void read_metrics();
    void read_shares();
    bool read_stocked(std::size_t at);

    // read_rates.cpp, read_roles.cpp
    void read_rates();
    bool read_share_of_rows(std::size_t at);
    bool read_ratio(std::size_t at);
    [[nodiscard]] ColumnId whole_of(ColumnId part) const;
    [[nodiscard]] std::optional<Pred> rated(std::size_t at) const;
    void add_rate(std::vector<Pred> parts, TableId table);
    void read_roles();
    void find_person();
    [[nodiscard]] TableId table_of_verb(std::size_t from, std::size_t to) const;
    bool read_done_most(std::size_t at, bool descending, std::int64_t limit);
    [[nodiscard]] bool read_absent_value(std::size_t at, std::size_t what);
    [[nodiscard]] std::int32_t role_key(std::size_t at) const;
    [[nodiscard]] std::int32_t key_of(ColumnId pointing) const;
    [[nodiscard]] std::int32_t role_meant(std::size_t at) const;
    [[nodiscard]] std::optional<Term> of_role(std::size_t& at, const Term& left);
    [[nodiscard]] std::optional<Pred> shared_with(std::size_t at, TableId table);

    // read_superlatives.cpp
    void read_superlatives();
    [[nodiscard]] std::string label_at(std::size_t at) const;
    [[nodiscard]] bool repeats(ColumnId id) const;
    void group_by_ranked(std::size_t target);
    bool rank_by_later(std::size_t target, bool descending, std::int64_t limit);
    bool read_common(std::size_t at);
    [[nodiscard]] bool hangs_on(TableId table, TableId other) const;
    bool read_longest(std::size_t at, TableId table, bool high);
    bool read_verb_most(std::size_t at, bool descending, std::int64_t limit);
    bool read_often(std::size_t at, bool descending, std::int64_t limit);
    [[nodiscard]] ColumnId column_near(const GradableForm& form, TableId table) const;
    bool read_largest_row(std::size_t at, std::size_t target, bool descending);
    [[nodiscard]] bool wants_row(std::size_t at) const;
    bool read_superlative(std::size_t at);
    bool read_gradable_superlative(std::size_t at);
    [[nodiscard]] bool merely_good(std::size_t at) const;
    bool read_best(std::size_t at, bool high);
    bool read_sought_after(std::size_t at, bool high);
    [[nodiscard]] std::vector<ColumnId> taken_columns() const;
    [[nodiscard]] bool heads(std::size_t at) const;
    [[nodiscard]] bool value_heads(std::size_t at) const;
    bool read_different(std::size_t at);
    void use_verb_of(ColumnId id, std::size_t before);
    bool read_most(std::size_t at, bool descending);
    bool read_top(std::size_t at, bool descending);
    void read_grouping();
    bool read_group_at(std::size_t at);
    bool take_group(std::size_t at, std::size_t& target);
    void group_by_column(const Link& link);
    [[nodiscard]] bool averages_rows_of(TableId table) const;
    bool count_by(std::size_t by, std::size_t target);
    bool sum_by(std::size_t by);
    [[nodiscard]] bool measure_heads(std::size_t at) const;
    void measure_after(std::size_t grain);
    bool sum_alone();
    void sum_asked();
    void sum_values();
    void read_order();
    void read_alphabet(std::size_t at, bool descending);
    bool read_adjective_first(std::size_t at);
    [[nodiscard]] std::size_t shown_before(std::size_t at) const;
    [[nodiscard]] std::optional<Term> sort_term(std::size_t at);
    [[nodiscard]] std::optional<Term> sort_measure(std::size_t target);
    [[nodiscard]] std::optional<Term> sort_default(std::size_t at) const;
    void read_projection();
    [[nodiscard]] bool happened(std::size_t at) const;
    void project_column(std::size_t at, bool first);
    [[nodiscard]] bool says_name(std::size_t at) const;
    [[nodiscard]] bool lists_rows(std::size_t at) const;
    void show_rest(TableId table);
    void project_table(std::size_t at, bool first);
    void show_column(const Link& link);
    void group_by_shown();
    bool count_groups();
    void show_table(TableId table);
    void show(Term term, std::string label = "");
    void add_measure(Term term, std::string label);
    void group_by(Attr attr, bool shown = true);
    void group_by_table(TableId table);
    void rank_by(Term term, bool descending, std::int64_t limit);
    [[nodiscard]] std::optional<std::int64_t> number_before(std::size_t at);
    void finish();

    const std::string& question_;
    const std::vector<Token>& tokens_;
    const Model& model_;
    Instant now_;
    std::vector<Piece> pieces_;
    std::span<const std::string> without_;  ///< assumptions that are not to be made
    Draft draft_;
    Qir& query_ = draft_.query;
    std::vector<Measured> measures_;
    std::vector<TableId> grouped_tables_;
    bool asks_distinct_ = false;
    bool headed_by_column_ = false;  ///< `which countries …`: each is wanted once
    bool asked_by_column_ = false;   ///< `what is the name of …`: nothing else is shown
    bool superlative_ = false;
    bool counted_ = false;
    std::size_t denied_ = static_cast<std::size_t>(-1);  ///< the `no` whose clause is being read
    bool headed_by_table_ = false;  ///< `the cheapest product`: its name stands for it
    std::optional<Seed> seed_;      ///< a fragment is read
};

}  // namespace parlance::engine
