# G11: elsewhere there are endpoints to jump to any step, delete a dossier, type statistics.
# Here a thing not in the table of actions does not exist, and steps follow the announced graph.
story G11: no jump, no deletion, no typed statistics
store 2026-03-02 07:30
person hoa head of 25195.mc
person lan clerk of 25195.mc
person minh head of 25195.kt
person chu head of 25195
person vanphong head of 25195.vp

at 08:00
as lan do receive_new D1 procedure=1.001612 channel=counter receiving=25195.mc owner="Đinh Văn Thử"
as lan do hand_over D1 outcome=s5 ; expect refused hold.outcome
as lan do hand_over D1 outcome=finish ; expect refused hold.outcome
as lan do finish D1 ; expect refused result.no_outcome
as chu do sign D1 ; expect refused right.signer
as lan do deliver D1 how=counter collector="a" ; expect refused state.not_ready
as vanphong do ready D1 ; expect refused right.records
send {"key":"d1","as":"admin","do":"delete","args":{"dossier":"H19.21-260302-0001"}}
expect refused action.unknown
send {"key":"d2","as":"admin","do":"goto","args":{"dossier":"H19.21-260302-0001","step":"s5"}}
expect refused action.unknown
send {"key":"d3","as":"admin","do":"import_statistics","args":{"on_time":100}}
expect refused action.unknown
send {"key":"d4","as":"admin","do":"overdue_marked","args":{"dossier":"H19.21-260302-0001"}}
expect refused action.unknown
expect unchanged
as lan do hand_over D1 outcome=forward
as minh do finish D1 ; expect refused result.no_outcome
as minh do hand_over D1 outcome=forward
as minh do hand_over D1 outcome=finish ; expect refused hold.outcome_use
as minh do finish D1
as vanphong do number D1 number=1 book=B file="x" ; expect refused right.records
as chu do sign D1
as vanphong do ready D1 ; expect refused ready.unnumbered
expect unchanged
expect list all = D1
# what ended stays on record
as lan do withdraw D1 reason="changed my mind"
expect D1 state withdrawn
expect list all = D1
expect timeline D1 contains received
expect timeline D1 contains withdrawn
as lan do withdraw D1 reason="again" ; expect refused state.closed
