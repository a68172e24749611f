#include "serve/xlsx_file.hpp"

#include "base/error.hpp"
#include "serve/xlsx_cell.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace parlance::serve {

namespace {

void must(lxw_error state) {
    if (state == LXW_NO_ERROR) return;
    throw Error(
        Failure::internal,
        "storage_failed",
        "The file could not be written. Is the disk full, or the folder not writable?"
    );
}

Error too_large() {
    return {
        Failure::too_large,
        "export_too_large",
        "A workbook has 1,048,575 rows and 16,384 columns at the most. Take Parquet or CSV."
    };
}

constexpr double least_width = 10;
constexpr double most_width = 40;

}  // namespace

struct XlsxFile::Impl {
    std::vector<ResultColumn> columns;
    std::string file;
    std::string folder;
    lxw_workbook* book = nullptr;
    lxw_worksheet* sheet = nullptr;
    lxw_format* head = nullptr;
    lxw_format* day = nullptr;
    lxw_format* moment = nullptr;
    lxw_row_t row = 0;
    std::int64_t cut_cells = 0;

    ~Impl() {
        if (book != nullptr) (void)workbook_close(book);
    }

    void open() {
        lxw_workbook_options options{};
        options.constant_memory = LXW_TRUE;
        options.tmpdir = folder.data();
        options.use_zip64 = LXW_TRUE;
        book = workbook_new_opt(file.c_str(), &options);
        if (book == nullptr) must(LXW_ERROR_MEMORY_MALLOC_FAILED);
        sheet = workbook_add_worksheet(book, "Result");
        head = workbook_add_format(book);
        format_set_bold(head);
        day = workbook_add_format(book);
        format_set_num_format(day, "yyyy-mm-dd");
        moment = workbook_add_format(book);
        format_set_num_format(moment, "yyyy-mm-dd hh:mm:ss");
    }

    void write_head() {
        worksheet_freeze_panes(sheet, 1, 0);
        for (std::size_t at = 0; at < columns.size(); ++at) {
            const auto column = static_cast<lxw_col_t>(at);
            const double wanted = static_cast<double>(columns[at].name.size()) + 4;
            const double width = std::clamp(wanted, least_width, most_width);
            must(worksheet_set_column(sheet, column, column, width, nullptr));
        }
        for (std::size_t at = 0; at < columns.size(); ++at)
            text(static_cast<lxw_col_t>(at), columns[at].name, head);
        ++row;
    }

    void text(lxw_col_t column, std::string_view value, lxw_format* format = nullptr) {
        bool was_cut = false;
        const std::string held = xlsx_text(value, was_cut);
        cut_cells += was_cut ? 1 : 0;
        if (!held.empty()) must(worksheet_write_string(sheet, row, column, held.c_str(), format));
    }

    void cell(lxw_col_t column, const Batch::Cell& cell, std::string_view value) {
        if (cell.kind == CellKind::null) return;
        if (cell.kind == CellKind::boolean && (value == "true" || value == "false"))
            return must(
                worksheet_write_boolean(sheet, row, column, value == "true" ? 1 : 0, nullptr)
            );
        if (cell.kind == CellKind::number) {
            if (const auto number = xlsx_number(value))
                return must(worksheet_write_number(sheet, row, column, *number, nullptr));
        }
        const Type type = columns[column].type;
        if (type == Type::date || type == Type::timestamp) {
            if (auto when = xlsx_moment(value))
                return must(worksheet_write_datetime(
                    sheet, row, column, &*when, type == Type::date ? day : moment
                ));
        }
        text(column, value);
    }

    void write_about(const RunSummary& summary) {
        sheet = workbook_add_worksheet(book, "About");
        row = 0;
        const auto line = [&](std::string_view name, const std::string& value) {
            text(0, name, head);
            text(1, value);
            ++row;
        };
        must(worksheet_set_column(sheet, 0, 0, 20, nullptr));
        must(worksheet_set_column(sheet, 1, 1, 60, nullptr));
        line("Rows", fmt::to_string(summary.rows));
        line(
            "Complete",
            summary.truncated ? "no: a limit cut the result, there are more rows" : "yes"
        );
        const std::int64_t cut = cut_cells;
        if (cut > 0)
            line(
                "Texts that were cut",
                fmt::format("{}: a cell holds {} characters", cut, xlsx_text_max)
            );
    }
};

XlsxFile::XlsxFile(const std::filesystem::path& folder, const std::vector<ResultColumn>& columns)
    : impl_(std::make_unique<Impl>()) {
    if (columns.size() > LXW_COL_MAX) throw too_large();
    impl_->columns = columns;
    impl_->folder = folder;
    impl_->file = folder / "result.xlsx";
    impl_->open();
    impl_->write_head();
}

XlsxFile::~XlsxFile() = default;

void XlsxFile::rows(const Batch& batch) {
    if (impl_->row + batch.rows() > LXW_ROW_MAX) throw too_large();
    for (std::size_t index = 0; index < batch.rows(); ++index) {
        lxw_col_t column = 0;
        for (const Batch::Cell& cell : batch.row(index))
            impl_->cell(column++, cell, batch.text(cell));
        ++impl_->row;
    }
}

std::filesystem::path XlsxFile::finish(const RunSummary& summary) {
    impl_->write_about(summary);
    must(workbook_close(std::exchange(impl_->book, nullptr)));
    return impl_->file;
}

}  // namespace parlance::serve
