#include "store/link.hpp"

namespace parlance::store {

namespace {

using Content = Parameter::Content;
const std::size_t null_type = Content(std::monostate{}).index();
const std::size_t integer_type = Content(std::int64_t{}).index();
const std::size_t real_type = Content(double{}).index();
const std::size_t text_type = Content(std::string()).index();

void refuse_nul(std::string_view text) {
    // PostgreSQL's driver would silently cut the text there.
    if (text.find('\0') != std::string_view::npos) {
        throw Error(Failure::invalid, "text_with_nul", "Text must not contain a NUL character.");
    }
}

Row::Cell cell_of(const soci::row& row, std::size_t index) {
    if (row.get_indicator(index) == soci::i_null) return std::monostate{};
    switch (row.get_properties(index).get_data_type()) {
        case soci::dt_double:
            return row.get<double>(index);
        case soci::dt_integer:
            return std::int64_t{row.get<int>(index)};
        case soci::dt_long_long:
            return std::int64_t{row.get<long long>(index)};
        case soci::dt_unsigned_long_long:
            return static_cast<std::int64_t>(row.get<unsigned long long>(index));
        default:
            return row.get<std::string>(index);
    }
}

Row::Names names_of(const soci::row& row) {
    auto names = std::make_shared<std::vector<std::string>>();
    for (std::size_t index = 0; index < row.size(); ++index) {
        names->push_back(row.get_properties(index).get_name());
    }
    return names;
}

}  // namespace

Statement::Statement(
    soci::session& session,
    const std::string& sql,
    const Parameters& values,
    bool reads
)
    : statement_(session) {
    if (reads) statement_.exchange(soci::into(row_));
    for (const auto& [name, value] : values) {
        const std::size_t type = value.content().index();
        places_.push_back({.name = name, .type = type == null_type ? text_type : type});
        bind(places_.back());
    }
    statement_.alloc();
    statement_.prepare(sql);
    statement_.define_and_bind();
}

void Statement::bind(Place& place) {
    if (place.type == integer_type) {
        statement_.exchange(soci::use(place.integer, place.state, place.name));
    } else if (place.type == real_type) {
        statement_.exchange(soci::use(place.real, place.state, place.name));
    } else {
        statement_.exchange(soci::use(place.text, place.state, place.name));
    }
}

bool Statement::fits(const Parameters& values) const noexcept {
    return std::ranges::equal(places_, values, [](const Place& place, const auto& value) {
        const std::size_t type = value.second.content().index();
        return place.name == value.first && (type == null_type || type == place.type);
    });
}

void Statement::set(const Parameters& values) {
    bytes_ = 0;
    for (std::size_t index = 0; index < values.size(); ++index) {
        const Content& content = values[index].second.content();
        Place& place = places_[index];
        place.state = content.index() == null_type ? soci::i_null : soci::i_ok;
        if (const auto* integer = std::get_if<std::int64_t>(&content)) {
            place.integer = *integer;
        } else if (const auto* real = std::get_if<double>(&content)) {
            place.real = *real;
        } else if (const auto* text = std::get_if<std::string>(&content)) {
            refuse_nul(*text);
            place.text = *text;
            bytes_ += text->size();
        }
    }
}

std::vector<Row> Statement::rows(const Parameters& values) {
    set(values);
    statement_.execute();
    std::vector<Row> all;
    while (statement_.fetch()) {
        if (!names_) names_ = names_of(row_);
        std::vector<Row::Cell> cells;
        cells.reserve(row_.size());
        for (std::size_t index = 0; index < row_.size(); ++index) {
            cells.push_back(cell_of(row_, index));
            if (const auto* text = std::get_if<std::string>(&cells.back())) bytes_ += text->size();
        }
        all.emplace_back(names_, std::move(cells));
    }
    return all;
}

std::int64_t Statement::run(const Parameters& values) {
    set(values);
    statement_.execute(true);
    return static_cast<std::int64_t>(statement_.get_affected_rows());
}

template <class Use>
auto Link::with(Kept& kept, const std::string& sql, const Parameters& values, bool reads, Use use) {
    auto found = kept.find(sql);
    if (found != kept.end() && !found->second->fits(values)) {
        kept.erase(found);
        found = kept.end();
    }
    if (found == kept.end()) {
        if (kept.size() >= kept_max) kept.clear();
        found = kept.emplace(sql, std::make_unique<Statement>(raw(), sql, values, reads)).first;
    }
    try {
        auto result = use(*found->second);
        if (found->second->heavy()) kept.erase(found);
        return result;
    } catch (...) {
        kept.erase(found);  // it may stand in the middle of its rows
        throw;
    }
}

std::vector<Row> Link::rows(const std::string& sql, const Parameters& values) {
    return with(reading_, sql, values, true, [&](Statement& it) { return it.rows(values); });
}

std::int64_t Link::run(const std::string& sql, const Parameters& values) {
    return with(writing_, sql, values, false, [&](Statement& it) { return it.run(values); });
}

}  // namespace parlance::store
