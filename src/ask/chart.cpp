#include "ask/chart.hpp"

#include "ask/chart_draw.hpp"
#include "ask/chart_parts.hpp"

#include <algorithm>
#include <set>
#include <string>
#include <string_view>

namespace parlance::ask {

namespace json = boost::json;

namespace {

constexpr std::size_t columns_max = 12;
constexpr std::size_t points_max = 5'000;
constexpr std::size_t histogram_rows_min = 20;
constexpr std::size_t long_label = 14;
constexpr std::size_t standing_bars_max = 12;

/// `A pie chart`.
std::string with_article(ChartKind kind) {
    const std::string words = words_of(kind);
    const bool whole =
        kind == ChartKind::histogram || kind == ChartKind::heat_map || kind == ChartKind::number;
    return (kind == ChartKind::area ? "An " : "A ") + words + (whole ? "" : " chart");
}

/// Chooses the chart of one result.
class Chooser {
public:
    Chooser(const std::vector<Field>& fields, std::size_t rows, const ChartWish& wish)
        : fields_(fields), rows_(rows), wish_(wish), parts_(fields, rows, wish) {}

    Chart choose() {
        if (!wish_.kind) return fitting();
        if (*wish_.kind == ChartKind::table) return {};
        Chart asked = draw_asked(*wish_.kind);
        if (asked.specification) return noted(std::move(asked));
        Chart instead = fitting();
        instead.note = fmt::format(
            "{} does not fit here: {}. {}",
            with_article(*wish_.kind),
            why_not_,
            instead.specification ? with_article(instead.kind) + " is drawn instead."
                                  : "The rows are shown as a table."
        );
        return instead;
    }

private:
    static Chart made(ChartKind kind, json::object specification) {
        specification["usermeta"] = {{"kind", boost::describe::enum_to_string(kind, "")}};
        return {.kind = kind, .specification = std::move(specification), .note = {}};
    }

    /// Follow-ups keep a chart that somebody asked for.
    static Chart noted(Chart asked) {
        (*asked.specification)["usermeta"].as_object()["asked"] = true;
        return asked;
    }

    Chart fails(std::string why) {
        why_not_ = std::move(why);
        return {};
    }

    [[nodiscard]] Chart bars(const Field& category, const Field& size, const Field* series) const {
        const bool named = category.role == Role::category || category.role == Role::key;
        const bool wide = category.longest > long_label || category.distinct > standing_bars_max;
        const bool lying = wish_.lying || (named && wide && !wish_.standing);
        const auto how = wish_.beside ? draw::Stacking::beside : draw::Stacking::stacked;
        const ChartKind several = wish_.beside ? ChartKind::grouped_bar : ChartKind::stacked_bar;
        return made(
            series == nullptr ? ChartKind::bar : several,
            draw::bars(category, size, series, how, lying)
        );
    }

    static Chart line(const Field& x, const Field& y, const Field* series) {
        return made(
            series == nullptr ? ChartKind::line : ChartKind::multi_line, draw::line(x, y, series)
        );
    }

    [[nodiscard]] Chart points(const Field& x, const Field& y) const {
        const Field* colour = parts_.colour(x, y);
        return made(
            colour == nullptr ? ChartKind::scatter : ChartKind::grouped_scatter,
            draw::points(x, y, colour)
        );
    }

    // Charts that are asked for.

    Chart draw_asked(ChartKind kind) {
        if (rows_ == 0) return fails("there are no rows");
        switch (kind) {
            case ChartKind::bar:
                return asked_bars();
            case ChartKind::line:
            case ChartKind::area:
                return asked_course(kind);
            case ChartKind::scatter:
                return asked_points();
            case ChartKind::pie:
                return asked_pie();
            case ChartKind::histogram:
                return asked_histogram();
            case ChartKind::heat_map:
                return asked_heat_map();
            case ChartKind::number:
                return asked_number();
            default:
                return {};
        }
    }

    Chart asked_bars() {
        const Field* category = parts_.dimension();
        const Field* size = parts_.measure(category);
        if (category == nullptr || size == nullptr)
            return fails("it needs a number for each of several values");
        if (category->distinct > bars_asked_max)
            return fails(fmt::format("{} bars are too many", category->distinct));
        return bars(*category, *size, parts_.series(category, size));
    }

    Chart asked_course(ChartKind kind) {
        const Field* x = parts_.along();
        const Field* y = parts_.measure(x);
        if (x == nullptr || y == nullptr)
            return fails("it needs a number for each of several moments or values");
        const Field* series = parts_.series(x, y);
        if (kind == ChartKind::area) return made(kind, draw::area(*x, *y, series));
        return line(*x, *y, series);
    }

    Chart asked_points() {
        const auto [x, y] = parts_.pair();
        if (x == nullptr) return fails("it needs two numbers for each row");
        return points(*x, *y);
    }

    Chart asked_pie() {
        const Field* slices = parts_.dimension();
        const Field* size = parts_.measure(slices);
        if (slices == nullptr || size == nullptr)
            return fails("it needs a number for each of several parts");
        if (size->negative) return fails("some numbers are below zero");
        if (slices->distinct > slices_asked_max)
            return fails(fmt::format("{} parts are too many", slices->distinct));
        return made(ChartKind::pie, draw::pie(*slices, *size));
    }

    /// Values that are counted already stand as bars.
    Chart asked_histogram() {
        const Field* only = parts_.raw_measure();
        return only == nullptr ? asked_bars() : made(ChartKind::histogram, draw::histogram(*only));
    }

    Chart asked_heat_map() {
        const Field* across = parts_.first_apart();
        const Field* down = parts_.first_apart(across);
        const Field* value = parts_.first(Role::measure);
        if (across == nullptr || down == nullptr || value == nullptr)
            return fails("it needs two things to tell apart and a number");
        return made(ChartKind::heat_map, draw::heat_map(*across, *down, *value));
    }

    Chart asked_number() {
        const Field* value = parts_.measure(nullptr);
        if (rows_ != 1 || value == nullptr) return fails("it shows the number of a single row");
        return made(ChartKind::number, draw::number(*value));
    }

    // The chart that fits when none is asked for.

    [[nodiscard]] Chart fitting() const {
        const Field* value = parts_.first(Role::measure);
        if (rows_ == 1 && fields_.size() == 1 && value != nullptr)
            return made(ChartKind::number, draw::number(*value));
        if (rows_ < 2 || value == nullptr) return {};
        value = parts_.measure(nullptr);
        if (Chart hinted = by_purpose(*value); hinted.specification) return hinted;
        const Field* when = parts_.time();
        if (when != nullptr && runs(*when)) return over_time(*when, *value);
        return by_roles(*value);
    }

    /// Months of the year and hours of the day come round again: they make bars.
    static bool runs(const Field& when) {
        if (when.role == Role::moment) return when.distinct > 1;
        return when.part == "year" && when.distinct > 2;
    }

    [[nodiscard]] Chart by_purpose(const Field& value) const {
        if (wish_.relationship && parts_.first_number(parts_.first_number()) != nullptr)
            return two_numbers();
        if (wish_.share && cuts(parts_.dimension(), value))
            return made(ChartKind::pie, draw::pie(*parts_.dimension(), value));
        if (wish_.distribution && parts_.raw_measure() != nullptr)
            return made(ChartKind::histogram, draw::histogram(value));
        const Field* along = parts_.along();
        if (wish_.trend && along != nullptr && along != &value) return over_time(*along, value);
        return {};
    }

    /// `value` of each of a few `slices` are parts of one whole.
    [[nodiscard]] bool cuts(const Field* slices, const Field& value) const {
        return slices != nullptr && slices != &value && !value.negative &&
               slices->distinct == rows_ && rows_ <= slices_max;
    }

    [[nodiscard]] Chart over_time(const Field& when, const Field& value) const {
        const Field* series = parts_.series(&when, &value);
        const bool plain = when.distinct == rows_ || series != nullptr || value.aggregate;
        return plain ? line(when, value, series) : points(when, value);
    }

    [[nodiscard]] Chart two_numbers() const {
        const auto [x, y] = parts_.pair();
        return points(*x, *y);
    }

    [[nodiscard]] Chart by_roles(const Field& value) const {
        const Field* category = parts_.first_apart();
        const bool several = parts_.count(Role::measure) > 1;
        if (category == nullptr && several) return two_numbers();
        if (category == nullptr) category = parts_.first(Role::key);
        if (category == nullptr) return only_numbers(value);
        if (category->distinct > bars_max)
            return several && !value.aggregate ? two_numbers() : Chart{};
        if (category->distinct == rows_) return bars(*category, value, nullptr);
        const Field* series = parts_.series(category, &value);
        return series != nullptr ? bars(*category, value, series) : crossed(*category, value);
    }

    /// Too many series for colours are the rows of a heat map.
    [[nodiscard]] Chart crossed(const Field& category, const Field& value) const {
        const Field* down = parts_.first_apart(&category);
        if (down == nullptr || down->distinct > bars_max) return {};
        return made(ChartKind::heat_map, draw::heat_map(category, *down, value));
    }

    [[nodiscard]] Chart only_numbers(const Field& value) const {
        const bool spread = rows_ >= histogram_rows_min && value.distinct > rows_ / 4;
        if (!spread || value.aggregate || fields_.size() > 1) return {};
        return made(ChartKind::histogram, draw::histogram(value));
    }

    const std::vector<Field>& fields_;
    std::size_t rows_;
    const ChartWish& wish_;
    Parts parts_;
    std::string why_not_;
};

bool names_are_unique(const std::vector<ResultColumn>& columns) {
    std::set<std::string_view> names;
    return std::ranges::all_of(columns, [&](const ResultColumn& each) {
        return names.insert(each.name).second;
    });
}

}  // namespace

std::string words_of(ChartKind kind) {
    std::string words(boost::describe::enum_to_string(kind, ""));
    std::ranges::replace(words, '_', ' ');
    return words;
}

Chart chart_for(
    const ResultSet& result,
    const sql::Query& query,
    std::string_view instruction,
    std::optional<ChartKind> wanted
) {
    const std::size_t rows = result.rows.rows();
    const bool drawable = !result.columns.empty() && result.columns.size() <= columns_max &&
                          rows <= points_max && names_are_unique(result.columns);
    if (!drawable) return {};
    const std::vector<Field> fields = fields_of(result.columns, result.rows, query);
    ChartWish wish = read_chart_wish(instruction);
    if (!wish.kind && wanted) wish.ask_for(*wanted);
    return Chooser(fields, rows, wish).choose();
}

}  // namespace parlance::ask
