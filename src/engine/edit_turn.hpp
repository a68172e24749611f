#pragma once

#include "engine/choose.hpp"
#include "engine/edit.hpp"
#include "engine/qir.hpp"
#include "engine/reader.hpp"

#include <optional>
#include <string>
#include <vector>

namespace parlance::engine {

/// What an instruction made of a representation.
struct Edited {
    Qir query;
    std::string chart;  ///< the chart that was asked for; empty: as before
    std::vector<Provenance> provenance;
    std::vector<Assumption> assumptions;
    std::vector<std::string> unexplained;
    double weakest_link = 1;
    bool refers = false;      ///< it speaks of the answer before: `those`, `instead`, `too`
    bool begins = false;      ///< it begins like a follow-up: `and`, `only`, `what about`
    bool fragment = false;    ///< it names no rows of its own
    bool strange = false;     ///< it names columns of rows that were not spoken of
    bool extends = false;     ///< it adds to what is shown
    bool narrows = false;     ///< `only`, `without`, `by`: nothing else begins so
    TableId about = nothing;  ///< the rows that it names
};

/// Understands one instruction as an edit of a representation. The words of refinement are taken
/// first, each by the pass that knows it; what is left is a fragment of a question and is read as
/// one; its clauses then find their place in the representation.
class EditTurn {
public:
    EditTurn(const std::string& instruction, const Qir& before, const Model& model, Instant now)
        : text_(instruction.substr(0, text_bytes_max)),
          tokens_(tokenize(text_)),
          spent_(tokens_.size(), false),
          model_(model),
          now_(now),
          before_(before),
          query_(before) {}

    /// None when the instruction changes nothing that it could be understood to change.
    [[nodiscard]] std::optional<Edited> run();
    /// It is worded as a follow-up, whether or not it could be understood as one.
    [[nodiscard]] bool worded_so() const { return made_.begins || made_.refers; }

private:
    /// How a condition, column or group joins those that are there.
    struct Manner {
        bool only = false;
        bool about = false;
        bool instead = false;
        bool also = false;
        bool and_ = false;
        bool add = false;
        bool exclude = false;
        bool drop = false;
        bool whatever = false;
        bool question = false;
        bool show = false;
        bool compare = false;
        bool split = false;
        bool regroup = false;
        bool measured = false;
        bool sort = false;
        bool asked = false;  ///< ends with a question mark

        [[nodiscard]] bool joins() const { return also || add || and_; }
        [[nodiscard]] bool replaces() const { return instead || about; }
    };

    // edit_turn.cpp: the order of the passes, and the tokens
    void begin();
    void read_manner();
    bool read_head(std::size_t at);
    void mark(EditCue cue);
    void refer();
    [[nodiscard]] std::size_t phrase(EditCue cue, std::size_t at) const;
    std::size_t take(EditCue cue, std::size_t at);
    bool take_anywhere(EditCue cue);
    void spend(std::size_t at, std::size_t count);
    [[nodiscard]] bool empty(std::size_t at) const;
    [[nodiscard]] bool all_spent() const;
    [[nodiscard]] std::string rest() const;
    void note(const std::string& became, std::size_t begin, std::size_t end);
    // edit_context.cpp: what the answer before speaks of
    [[nodiscard]] Qir& rows();  ///< the query whose rows conditions are about
    [[nodiscard]] std::vector<TableId> tables() const;
    [[nodiscard]] TableId entity() const;
    [[nodiscard]] Seed seed() const;
    [[nodiscard]] Context context() const;
    void read_fragment();
    void apply_fragment();
    void settle();

    // edit_words.cpp, edit_times.cpp, edit_figures.cpp: passes over words of refinement
    void read_chart();
    bool chart_at(std::size_t at);
    bool shift_time();
    bool read_limit();
    bool limit_at(std::size_t at, bool descending, bool ranked);
    bool read_extreme();
    void read_direction();
    bool read_bare_comparison();
    bool read_counting();
    bool read_window();
    bool read_bare_aggregate();
    bool read_columns();
    bool read_when();
    bool read_dropped_time();
    bool read_age();
    bool read_overall();
    bool read_list();

    // edit_filters.cpp, edit_place.cpp
    void apply_conditions();
    void place(std::vector<Pred> fresh);
    void exclude(std::vector<Pred> fresh);
    bool withdraw(const Pred& fresh);
    bool unite(const std::vector<Pred>& fresh);
    [[nodiscard]] static std::vector<Pred> possible(std::vector<Pred> fresh);
    void put(Pred pred);
    bool drop_conditions(const Attr& attr);
    bool drop_time();
    bool compare_with(const std::vector<Pred>& fresh);
    void inline_exists(TableId table);
    [[nodiscard]] std::vector<std::vector<Pred>> by_attribute(std::vector<Pred> preds) const;

    // edit_groups.cpp
    void apply_groups();
    void add_group(const Attr& attr, std::size_t place);
    void drop_groups();
    void ensure_grouped();
    bool drop_group(const Attr& attr);
    void ungroup();
    void order_by_time();
    [[nodiscard]] bool grouped_by(TableId table) const;

    // edit_shape.cpp: measures, columns, order
    void apply_measures();
    void append_measures(std::vector<Item> fresh);
    void rank_by(std::vector<Item> fresh);
    [[nodiscard]] bool adds(const std::vector<Item>& fresh);
    void replace_measures(std::vector<Item> fresh);
    void pivot(std::vector<Item> fresh);
    void through_source(std::vector<Item> fresh);
    void show_rows();
    void apply_columns();
    void add_columns(std::vector<Item> fresh);
    void drop_column(const Term& term);
    void apply_order();
    void sort_by_default();
    [[nodiscard]] std::optional<Term> default_order() const;
    [[nodiscard]] std::optional<Term> first_measure() const;
    [[nodiscard]] std::optional<Term> only_figure() const;
    [[nodiscard]] std::optional<Term> one_measure(const Term& term) const;
    void reach(const Term& term);

    std::string text_;
    std::vector<Token> tokens_;
    std::vector<bool> spent_;
    const Model& model_;
    Instant now_;
    const Qir& before_;
    Qir query_;
    Edited made_;
    Manner manner_;
    bool done_ = false;  ///< some pass has changed the representation, or tried to
    bool failed_ = false;
    bool already_ = false;      ///< what is asked for is shown already
    bool conditioned_ = false;  ///< the fragment has conditions
    std::optional<bool> descending_;
    bool chronological_ = false;
    Fragment fragment_;
    std::vector<Token> left_;  ///< tokens of the fragment
    std::string left_text_;
};

[[nodiscard]] bool is_measure(const Term& term);
/// A number that counts things: no money, no percentage, no fraction.
[[nodiscard]] bool whole_count(const Token& token);
/// The tables that a term reads, each as often as it does.
void tables_of(const Term& term, const Model& model, std::vector<TableId>& tables);

}  // namespace parlance::engine
