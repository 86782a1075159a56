# Rule 5: a dossier sent online must be answered within eight working hours; the
# silence is entered at its own moment and escalates, it is no reception.
story Silence on an online dossier
store 2026-03-02 07:30
person hoa head of 25195.mc
person lan clerk of 25195.mc
person chu head of 25195
at 08:00
as portal do submit D1 procedure=1.001612 channel=online receiving=25195.mc owner="Nguyễn Văn Thử / 075090001234"
expect D1 state submitted
expect D1 holder 25195.mc head hoa
expect D1 due none
at 2026-03-03 10:00
expect D1 state submitted
expect timeline D1 contains answer_overdue at="2026-03-03 08:00:01"
as lan do receive D1
expect D1 state open
expect D1 received 2026-03-03 10:00
expect D1 work-sum
