"""Spanish, and Japanese beside it."""

from figure_pairs import Pair, trap

SPANISH = (
    Pair(
        "Las ventas subieron un 12,5 por ciento", "Las ventas aumentaron un 12,5 %.", "match", "up"
    ),
    trap("Las ventas subieron un 12,5 %", "Las ventas cayeron un 12,5 %.", "differs", "down"),
    trap("Las ventas subieron un 12 %", "El beneficio subió un 12 %.", "differs", "profit"),
    trap("La tasa subió 2 puntos porcentuales", "La tasa subió un 2 %.", "differs", "points"),
    Pair(
        "Cuesta 2.500 millones de euros",
        "Cuesta 2,5 mil millones de euros en la cuenta.",
        "match",
        "mil",
    ),
    trap(
        "Cuesta 2.500 millones de euros en total",
        "Cuesta 2,5 millones de euros en total.",
        "differs",
        "",
    ),
    Pair(
        "Llegaron unas 5.000 personas a la ciudad",
        "A la ciudad llegaron cerca de 5.000 personas.",
        "match",
        "about",
    ),
    trap(
        "Llegaron más de 5.000 personas a la ciudad",
        "A la ciudad llegaron menos de 5.000 personas.",
        "differs",
        "turned",
    ),
    Pair("Un tercio de los lectores paga", "El 33 % de los lectores paga.", "close", "a third"),
    Pair("La mitad de los lectores paga", "El 50 % de los lectores paga.", "match", "half"),
    Pair(
        "Uno de cada cinco lectores paga", "El 20 % de los lectores paga.", "match", "one in five"
    ),
    Pair("Murieron veinticinco personas", "Murieron 25 personas.", "match", "in words"),
    Pair("Murieron treinta y cinco personas", "Murieron 35 personas.", "match", "y"),
    trap("Murieron treinta y cinco personas", "Murieron 53 personas.", "differs", "turned"),
    Pair("Abrió el 3 de marzo de 2024", "Abrió el 3 marzo 2024.", "match", "date"),
    trap("Abrió el 3 de marzo de 2024", "Abrió el 3 de mayo de 2024.", "differs", "mayo"),
    Pair("Es del siglo XIX", "Es del siglo XIX.", "match", "century"),
    trap("Es del siglo XIX", "Es del siglo XVIII.", "differs", "another century"),
    trap("Nació en 1984", "Murió en 1984.", "differs", "died"),
    Pair("Llega a mediados de 2026", "Llega a mediados de 2026.", "match", "mid"),
    trap("Llega a principios de 2026", "Llega a finales de 2026.", "differs", "end"),
    Pair("Sales rose 12.5 percent", "Las ventas subieron un 12,5 %.", "match", "across languages"),
)

JAPANESE = (
    Pair("売上高は12.5%増加した", "売上高は12.5％増えた。", "match", "a wide sign"),
    trap("売上高は12.5%増加した", "売上高は12.5%減少した。", "differs", "down"),
    trap("売上高は12.5%増加した", "営業利益は12.5%増加した。", "differs", "profit"),
    Pair("費用は1億2000万円だった", "費用は1.2億円だった。", "match", "億 and 万"),
    trap("費用は1億円だった", "費用は1万円だった。", "differs", "億, 万"),
    trap("費用は100万円だった", "費用は100万ドルだった。", "differs", "dollars"),
    Pair("利用者は5万人だった", "利用者は50,000人だった。", "match", "万"),
    Pair("利用者は約5万人だった", "利用者はおよそ5万人だった。", "match", "about"),
    trap("利用者は5万人以上だった", "利用者は5万人未満だった。", "differs", "turned"),
    Pair("約3割が賛成した", "約30%が賛成した。", "match", "割"),
    Pair("3分の1が賛成した", "33%が賛成した。", "close", "a third"),
    trap("3分の1が賛成した", "3分の2が賛成した。", "differs", "two thirds"),
    Pair("2025年3月3日に開館した", "開館は2025年3月3日。", "match", "date"),
    trap("2025年3月3日に開館した", "2025年5月3日に開館した。", "differs", "month"),
    Pair(
        "2024年に設立された", "令和6年に設立された。", "not_found", "a year by reign alone: unread"
    ),
    Pair("2024年3月に設立された", "令和6年3月に設立された。", "match", "month by reign"),
    Pair("第3四半期の売上高", "第三四半期の売上高。", "match", "quarter"),
    trap("第3四半期の売上高", "第2四半期の売上高。", "differs", "quarter"),
    Pair("生産は2倍になった", "生産は二倍になった。", "match", "twice"),
    Pair("三十五人が死亡した", "35人が死亡した。", "match", "in characters"),
    trap("35人が死亡した", "35人が負傷した。", "differs", "injured"),
    Pair("Revenue was 120 million yen", "売上高は1億2000万円だった。", "match", "across languages"),
    trap("Revenue was 120 million yen", "売上高は12億円だった。", "not_found", "shares no word"),
    Pair("It opened on 3 March 2025", "2025年3月3日に開館した。", "match", "across languages"),
)
