# What is wrong in form is refused precisely and leaves nothing.
story Wrong input
store 2026-03-02 07:30
person lan clerk of 25195.mc
at 08:00
send {"key":"x1","as":"lan"}
expect refused command.missing
send {"key":"x1","as":"lan","do":"take","args":{},"more":1}
expect refused command.member
send {"key":"x 1","as":"lan","do":"take","args":{}}
expect refused command.key
send {"key":"x1","as":"lan","do":"take","args":[]}
expect refused arg.type
send {"key":"x1","as":"lan","do":"fly","args":{}}
expect refused action.unknown
send {"key":"x1","as":"lan","do":"take","args":{}}
expect refused arg.missing
send {"key":"x1","as":"lan","do":"take","args":{"dossier":7}}
expect refused arg.type
send {"key":"x1","as":"lan","do":"take","args":{"dossier":"H19.21-260302-0001"}}
expect refused dossier.unknown
send {"key":"x1","as":"lan","do":"take","args":{"dossier":"d0badn0z80ecby"}}
expect refused dossier.unknown
send {"key":"x1","as":"nobody","do":"take","args":{"dossier":"d0badn0z80ecby"}}
expect refused person.unknown
send {"key":"x1","as":"lan","do":"take","args":{"dossier":"d0badn0z80ecby"},"at":"0001-01-01T00:00"}
expect refused arg.far
send {"key":"x1","as":"lan","do":"take","args":{"dossier":"d0badn0z80ecby"},"at":"9999-01-01T00:00"}
expect refused arg.far
send {"key":"x1","as":"lan","do":"take","args":{"dossier":"d0badn0z80ecby"},"at":"2026-12-31T23:59:60"}
expect refused arg.time
send {"key":"x1","as":"lan","do":"take","args":{"dossier":"d0badn0z80ecby"},"at":"2026-01-01T08:00"}
expect refused command.backward
send {"key":"x1","as":"lan","do":"take"
expect refused json.syntax
send [1,2,3]
expect refused command.object
as lan do receive_new D1 procedure=1.001612 channel=counter receiving=99999.mc owner="Nguyễn Văn Thử"
expect refused unit.unknown
as lan do receive_new D1 procedure=1.001612 channel=counter receiving=25195.mc owner="Nguyễn Văn Thử / 12"
expect refused arg.id_number
as lan do receive_new D1 procedure=1.001612 channel=counter receiving=25195.mc owner="Nguyễn Văn Thử" colour=red
expect refused arg.unknown
as lan do receive_new D1 procedure=1.001612 channel=counter receiving=25195.mc owner=""
expect refused arg.empty
as lan do receive_new D1 procedure=1.001612 channel=counter receiving=25195.mc owner="Nguyễn Văn Thử" received_at=9999-12-31T00:00
expect refused arg.far
as lan do assign lan unit=25195.mc post=head
expect refused right.admin
expect unchanged
expect verify
