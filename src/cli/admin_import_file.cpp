#include "cli/admin_import_file.hpp"

#include "base/json.hpp"

#include <set>

namespace parlance::cli {

namespace {

constexpr std::size_t faults_max = 50;

class Reader {
public:
    void line(std::string_view text) {
        ++number_;
        if (text.find_first_not_of(" \t\r") == std::string_view::npos) return;
        try {
            take(json::parse(text));
        } catch (const Error& error) {
            if (error.faults().empty()) fault(error.message());
            for (const Fault& each : error.faults())
                fault(each.pointer + ": " + each.detail);
        }
    }

    ImportFile finish() {
        check_references();
        if (promised_ && *promised_ != file_.counts()) fault("the counts differ from the lines");
        if (faults_.empty()) return std::move(file_);
        throw Error(
            Failure::invalid, "invalid_import", "The file cannot be imported; nothing was changed."
        )
            .with_faults(std::move(faults_));
    }

private:
    void take(boost::json::value value) {
        boost::json::object* const fields = value.if_object();
        const boost::json::value* const type =
            fields == nullptr ? nullptr : fields->if_contains("type");
        if (type == nullptr || !type->is_string()) return fault("an object with a type is needed");
        const std::string name(type->as_string());
        fields->erase("type");
        if (name == "user") return add(file_.users, value);
        if (name == "connection") return add(file_.connections, value);
        if (name == "query_log") return add(file_.query_logs, value);
        if (name == "saved_query") return add(file_.saved_queries, value);
        if (name == "counts") return void(promised_ = json::read<ImportCounts>(value));
        fault("the type must be user, connection, query_log, saved_query or counts");
    }

    template <class T>
    void add(std::vector<T>& all, const boost::json::value& value) {
        T made = json::read<T>(value);
        if (!seen_.insert({&all, made.id}).second) return fault("the id stands twice");
        all.push_back(std::move(made));
    }

    void check_references() {
        for (const ImportedQueryLog& log : file_.query_logs) {
            need(&file_.users, log.user_id, "query_log " + log.id);
            need(&file_.connections, log.connection_id, "query_log " + log.id);
        }
        for (const ImportedSavedQuery& query : file_.saved_queries) {
            need(&file_.users, query.user_id, "saved_query " + query.id);
            if (query.connection_id)
                need(&file_.connections, *query.connection_id, "saved_query " + query.id);
        }
    }

    void need(const void* all, const std::string& id, const std::string& by) {
        if (seen_.contains({all, id}) || faults_.size() >= faults_max) return;
        faults_.push_back({by, "names " + id + ", which the file does not have"});
    }

    void fault(std::string what) {
        if (faults_.size() >= faults_max) return;
        faults_.push_back({fmt::format("line {}", number_), std::move(what)});
    }

    ImportFile file_;
    std::optional<ImportCounts> promised_;
    std::set<std::pair<const void*, std::string>> seen_;
    std::vector<Fault> faults_;
    std::size_t number_ = 0;
};

}  // namespace

ImportCounts ImportFile::counts() const {
    return {
        static_cast<std::int64_t>(users.size()),
        static_cast<std::int64_t>(connections.size()),
        static_cast<std::int64_t>(query_logs.size()),
        static_cast<std::int64_t>(saved_queries.size()),
    };
}

ImportFile read_import(std::istream& in) {
    Reader reader;
    std::string line;
    while (std::getline(in, line))
        reader.line(line);
    return reader.finish();
}

}  // namespace parlance::cli
