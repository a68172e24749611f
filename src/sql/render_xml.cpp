#include "sql/writer.hpp"

#include <utility>

namespace parlance::sql {

void Writer::xml_part(const Xml& xml, std::size_t index) {
    write(xml.items[index]);
    if (index >= xml.names.size()) return;
    put(" AS ");
    name(xml.names[index]);
}

void Writer::node(const Xml& xml) {
    std::size_t next = 0;
    std::string_view gap;
    switch (xml.kind) {
        case XmlKind::forest:
            put("xmlforest(");
            break;
        case XmlKind::concat:
            put("xmlconcat(");
            break;
        case XmlKind::element:
            put("xmlelement(NAME ");
            name(xml.element);
            gap = ", ";
            if (xml.names.empty()) break;
            put(", xmlattributes(");
            for (; next < xml.names.size(); ++next) {
                if (next > 0) put(", ");
                xml_part(xml, next);
            }
            put(")");
            break;
    }
    for (; next < xml.items.size(); ++next) {
        put(std::exchange(gap, ", "));
        xml_part(xml, next);
    }
    put(")");
}

}  // namespace parlance::sql
