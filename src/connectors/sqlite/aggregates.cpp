#include "connectors/sqlite/language.hpp"

#include <algorithm>
#include <cmath>
#include <memory>
#include <string_view>
#include <vector>

/// Aggregates over sorted values and over moments of numbers.
namespace parlance::connectors::sqlite {
namespace {

constexpr int pure = SQLITE_UTF8 | SQLITE_DETERMINISTIC | SQLITE_INNOCUOUS;
constexpr std::size_t most_values = 2'000'000;  ///< of one percentile

struct FreeValue {
    void operator()(sqlite3_value* value) const noexcept { sqlite3_value_free(value); }
};
using Value = std::unique_ptr<sqlite3_value, FreeValue>;

struct Sorted {
    std::vector<Value> values;
    double fraction = 0;
    bool descending = false;
};

/// SQLite gives the first call a zeroed pointer to keep something in.
template <class State>
State* kept(sqlite3_context* context, bool make) {
    auto** place =
        static_cast<State**>(sqlite3_aggregate_context(context, make ? sizeof(State*) : 0));
    if (place == nullptr) return nullptr;
    if (*place == nullptr && make) *place = new State;
    return *place;
}

/// `(value, fraction, descending)`; NULLs do not count.
void collect(sqlite3_context* context, int, sqlite3_value** arguments) {
    if (sqlite3_value_type(arguments[0]) == SQLITE_NULL) return;
    auto* const state = kept<Sorted>(context, true);
    if (state == nullptr) return sqlite3_result_error_nomem(context);
    Sorted& sorted = *state;
    sorted.fraction = sqlite3_value_double(arguments[1]);
    sorted.descending = sqlite3_value_int(arguments[2]) != 0;
    if (sorted.values.size() >= most_values) return sqlite3_result_error_nomem(context);
    sorted.values.emplace_back(sqlite3_value_dup(arguments[0]));
}

bool is_less(const Value& a, const Value& b) {
    const bool text_a = sqlite3_value_type(a.get()) == SQLITE_TEXT;
    const bool text_b = sqlite3_value_type(b.get()) == SQLITE_TEXT;
    if (text_a != text_b) return text_b;
    if (!text_a) return sqlite3_value_double(a.get()) < sqlite3_value_double(b.get());
    const auto text = [](const Value& value) {
        return std::string_view(
            reinterpret_cast<const char*>(sqlite3_value_text(value.get())),
            static_cast<std::size_t>(sqlite3_value_bytes(value.get()))
        );
    };
    return text(a) < text(b);
}

/// The values in order; none when there are none or the fraction is no fraction.
std::unique_ptr<Sorted> finished(sqlite3_context* context) {
    std::unique_ptr<Sorted> sorted(kept<Sorted>(context, false));
    if (!sorted || sorted->values.empty()) return nullptr;
    if (!(sorted->fraction >= 0 && sorted->fraction <= 1)) {
        sqlite3_result_error(context, "percentile value is not between 0 and 1", -1);
        return nullptr;
    }
    std::ranges::sort(sorted->values, is_less);
    if (sorted->descending) std::ranges::reverse(sorted->values);
    return sorted;
}

/// Between the two values that stand around the fraction.
void continuous(sqlite3_context* context) {
    const auto sorted = finished(context);
    if (!sorted) return;
    const double place = sorted->fraction * static_cast<double>(sorted->values.size() - 1);
    const auto below = static_cast<std::size_t>(place);
    const double low = sqlite3_value_double(sorted->values[below].get());
    const std::size_t next = std::min(below + 1, sorted->values.size() - 1);
    const double high = sqlite3_value_double(sorted->values[next].get());
    sqlite3_result_double(context, low + (place - static_cast<double>(below)) * (high - low));
}

/// The first value whose share of the rows reaches the fraction.
void discrete(sqlite3_context* context) {
    const auto sorted = finished(context);
    if (!sorted) return;
    const double share = std::ceil(sorted->fraction * static_cast<double>(sorted->values.size()));
    const std::size_t place = share < 1 ? 0 : static_cast<std::size_t>(share) - 1;
    sqlite3_result_value(context, sorted->values[place].get());
}

/// Welford's running mean and sum of squared distances from it.
struct Spread {
    double count = 0;
    double mean = 0;
    double squares = 0;
};

void spread(sqlite3_context* context, int, sqlite3_value** arguments) {
    if (sqlite3_value_type(arguments[0]) == SQLITE_NULL) return;
    auto* const kept_state = kept<Spread>(context, true);
    if (kept_state == nullptr) return sqlite3_result_error_nomem(context);
    Spread& state = *kept_state;
    const double value = sqlite3_value_double(arguments[0]);
    const double before = value - state.mean;
    state.count += 1;
    state.mean += before / state.count;
    state.squares += before * (value - state.mean);
}

template <int lost, bool root>
void spread_of(sqlite3_context* context) {
    const std::unique_ptr<Spread> state(kept<Spread>(context, false));
    if (!state || state->count <= lost) return;
    const double variance = state->squares / (state->count - lost);
    sqlite3_result_double(context, root ? std::sqrt(variance) : variance);
}

void add(
    sqlite3* database,
    const char* name,
    int arguments,
    void (*step)(sqlite3_context*, int, sqlite3_value**),
    void (*finish)(sqlite3_context*)
) {
    sqlite3_create_function_v2(
        database, name, arguments, pure, nullptr, nullptr, step, finish, nullptr
    );
}

}  // namespace

void add_aggregates(sqlite3* database) {
    add(database, "percentile_cont", 3, collect, continuous);
    add(database, "percentile_disc", 3, collect, discrete);
    add(database, "stddev_samp", 1, spread, spread_of<1, true>);
    add(database, "stddev_pop", 1, spread, spread_of<0, true>);
    add(database, "var_samp", 1, spread, spread_of<1, false>);
    add(database, "var_pop", 1, spread, spread_of<0, false>);
}

}  // namespace parlance::connectors::sqlite
