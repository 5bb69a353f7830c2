<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="de" sourcelanguage="en">
    <context>
        <name />
        <message>
            <source>Back</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Larger text</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Smaller text</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Text as the system</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Help</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Menu</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Full screen</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Places</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Strap not connected</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Connect</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Settings</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Looking for your strap</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Connecting</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Strap connected</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Strap out of reach</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>{percent} %</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Breathing guide</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>In {count}</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Out {count}</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Wait {count}</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>At rest</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>In {seconds} seconds</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>wait {seconds}</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>out {seconds}</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Rings: {count} of {all}</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>settling in</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>finding the rhythm</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>breathing along</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>undated</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>ddd d MMM</source>
            <comment>short day</comment>
            <translation type="unfinished" />
        </message>
        <message>
            <source>dddd d MMMM</source>
            <comment>long day</comment>
            <translation type="unfinished" />
        </message>
        <message>
            <source>H:mm</source>
            <comment>time of day</comment>
            <translation type="unfinished" />
        </message>
        <message>
            <source>{day}, {time}</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Ctrl+T shows every chart as a table.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Minutes</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Week of</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>({low} to {high})</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Minute</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>mean</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>lowest</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>highest</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Closer</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Wider</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Earlier</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Later</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Minute {first} to {last}</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>{n} min</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Something did not work. Your records are safe. Close the app and start it again.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>All right</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Press Tab to move, Enter to press, Esc to go back.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>{place} - biofeedback</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Text size {percent} %</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>That did not work</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Today</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Progress</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Diary</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Learn</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>All sessions</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>One session</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Compare two</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Report or export</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Before</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Session</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>After</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Welcome</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Your strap</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Your records</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>People</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Plans</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>How are you now? Pain, 0 to 10.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>A number for this moment, not for the day. You can also skip this.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>The picture begins in the middle. Each round is a part of your session.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>The session is divided into twelve rounds of whole breaths. A round is wider the closer your heart went with your breath, and the line bends outwards where your heart was faster than its mean of a minute.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>How are you now?</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Go on</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Skip</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Note</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>if you like</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Save</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>See the whole session</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Discard</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>dddd d MMMM</source>
            <comment>date</comment>
            <translation type="unfinished" />
        </message>
        <message>
            <source>{title} · {day}, {time}</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Drawn by your heart. It starts in the middle.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Your breaths, from the middle out.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>One session says little. The weeks tell.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Discard this session?</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Its picture, its ratings and its heartbeats are taken out of your records.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Keep it</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>{now} now</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>{before} before</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>{before} before, {now} now</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>A moment for yourself</source>
            <translation type="unfinished" />
        </message>
        <message numerus="yes">
            <source>%n minute(s) for yourself</source>
            <translation type="unfinished">
                <numerusform />
                <numerusform />
            </translation>
        </message>
        <message>
            <source>One</source>
            <comment>number</comment>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Two</source>
            <comment>number</comment>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Three</source>
            <comment>number</comment>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Four</source>
            <comment>number</comment>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Five</source>
            <comment>number</comment>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Six</source>
            <comment>number</comment>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Seven</source>
            <comment>number</comment>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Eight</source>
            <comment>number</comment>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Nine</source>
            <comment>number</comment>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Ten</source>
            <comment>number</comment>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Eleven</source>
            <comment>number</comment>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Twelve</source>
            <comment>number</comment>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Your heart followed your breath more closely at the end than at the start.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Your heart followed your breath about as closely at the end as at the start.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Your heart followed less closely towards the end. That happens when one is tired; the practice counts.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>A calm time. The strap saw too little to draw your heart.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Every minute counts.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>How are you right now?</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Begin</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>How are you right now? Pain, 0 to 10.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>This is the numeric rating scale from 0 to 10. For pain, a change of two points is about the smallest that most people notice. Digits and arrow keys choose; Delete takes an answer back.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Sessions, pick two</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Compare</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Choose two others</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Both waves stand on one scale and over the same minutes. The sentence compares the rise and fall with each led breath; less than one beat a minute is called alike.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Pick two pictures.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Two sessions say little. The weeks tell.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>One of the two has too little signal to compare their waves.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>In both, your heart rose and fell by about {swing} beats a minute.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Your heart rose and fell by {after} beats a minute, in the earlier by {before}.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Your heart rose and fell by {after} beats a minute, in the earlier by {before}. That happens when one is tired; the practice counts.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>{earlier} and {later}</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>To keep, to print, or to hand on.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>What</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>For me</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>For my therapist</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>For whom</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Form</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>My name may stand in the file</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Save as a file</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>A report is for reading. CSV, EDF+ and recordings are for other programs.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>CSV: beats, intervals and figures as tables. EDF+: the raw ECG with notes in it, for programs of clinics. Recording: everything the strap sent, to be replayed here.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Open the folder</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>A file that is written is not encrypted: whoever has it can read it.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Every session becomes a file of its own, in one folder.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>biofeedback</source>
            <comment>name of a file</comment>
            <translation type="unfinished" />
        </message>
        <message numerus="yes">
            <source>%n file(s) written.</source>
            <translation type="unfinished">
                <numerusform />
                <numerusform />
            </translation>
        </message>
        <message>
            <source>Written.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Not encrypted: whoever has it can read it.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>PDF</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Web page</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>CSV</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>EDF+</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Recording</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>A report to print or to send.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>A report that opens in every browser, also without a network.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Tables for a spreadsheet.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>The raw signals, for programs of clinics.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Everything the strap sent, to be opened here again.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>To my first session</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Calm breathing, seen by your heart.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>For people with neck or back pain that comes back. It may help you relax and cope. It does not examine or treat you.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>A shape that breathes over still water, and the wave of a heart.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>I am a professional</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Six short steps. You can go back at any time; nothing is lost.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>It asks about your health, how you like to read, and finds your strap.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Tick what is true for you. It stays on this computer.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Slow breathing and relaxing are gentle, and still not for everybody at any time. Some kinds of pain should be seen by a professional first.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>None of these</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Is one of these true for you?</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>And your pain?</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Is one of these true?</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>This may well be fine for you. Someone who knows you should say so.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Please ask a professional first.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>You ticked</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>I have asked, and it is fine</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Look around without a session</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Close</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>How do you like to read?</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Slow breathing makes the heart's wave larger.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>At about six breaths a minute, breathing and blood-pressure rhythms coincide and heart rate variability grows.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Plain</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Fuller</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Reading</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Text size</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Light</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Dark</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>High contrast</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Colours</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>This suits me</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Everything here applies at once. You can change it later in Settings.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>The fuller reading adds mechanisms, figures and sources.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Sessions, the newest first</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Each point is the mean of a week. Its shade is the 95 % interval by Student's t. A change is named only where the interval of the line through all days excludes none, from 5 answers in 3 weeks on.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Your first session will appear here.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>The weeks tell more than one day.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Your first session</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Your answers before sessions will make a picture here.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Weekly average of your ratings, 0 to 10. The shade shows how sure this is.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>All {count}</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Sessions</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>four</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>eight</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>twelve</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Your last {count} weeks</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>RMSSD {value} ms</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Comes with a session that begins at rest.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Measured before each session</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>{minutes} min this week</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Practice</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Six breaths a minute is a good pace to begin with.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Own pace: {rate} breaths a minute</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Pain</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>none</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>the worst you can imagine</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Tension</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>How unpleasant</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>not at all</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>unbearable</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Mood</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>very low</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>very good</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Relaxed</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>wholly</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>More</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>The picture begins in the middle. Plus and minus come closer to the wave and go back.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>A line is broken where beats were missing; dots stand for the gap. The hills are the breath that was led. Figures of slow and of free breathing are not compared.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Delete this session</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Noted</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>delete</source>
            <comment>the word to type</comment>
            <translation type="unfinished" />
        </message>
        <message>
            <source>It goes for good, with its heart wave, its ratings and its note.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Delete this session?</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Delete</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Type "{word}" to go on</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>A pacemaker, or an irregular heartbeat</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Heart trouble in the last months</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Fainting, or very low blood pressure</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Severe asthma or lung disease</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Kidney disease, or diabetes with acidosis</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Epilepsy</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Pregnancy</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Psychosis, or a trauma that relaxing brings back</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>It came after a fall or an accident</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>It comes with fever</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>I have lost weight without wanting to</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>I have had cancer</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>I have trouble holding water or stool</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>I feel numb between the legs</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>An arm or a leg is getting weaker</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>It is worse at night</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>One moment.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Breathe small and easy. Let the wave grow into the hills. Stop with Escape.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>The hills are the breath to come, the line is your heart rate, corrected for the delay of the strap. RMSSD and the swing per breath look back over a minute, coherence over 64 seconds. The rings grow with each breath, more so the closer your heart goes with it.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>{title} begins.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Stay as long as you like.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Open your eyes when you are ready.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>This goes on: the skin knows no pause</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>No pace is led here</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Close your eyes. Any key brings the picture back.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Your heart is back.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Pause</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Stop</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Slower</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Faster</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Softer</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Louder</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Eyes closed</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Details</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>{tool} (key {key})</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Space</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Left arrow</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Right arrow</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Up arrow</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Down arrow</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Leave out what hurts</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Take care:</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Works on: {networks}</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Start</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Leave out</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>This one stays closed with kidney disease, or diabetes with acidosis: slow breathing by instruction could strain you. Steady breathing at your ease is there for you.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Heart rate</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>beats/min</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Heart swing per breath</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>RMSSD, last minute</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>ms</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Breathing</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>a minute</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Heart with breath</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>of 100</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Good beats</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>ECG</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>The last six seconds of your ECG.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Rhythms of the heart</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>How much your heart swings at slow and fast rhythms; the pace is marked.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Beat after beat</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Each interval between beats against the one before.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>collecting</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Waiting</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>held</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>not measured</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>6 seconds</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Good</source>
            <comment>signal</comment>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Fair</source>
            <comment>signal</comment>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Weak</source>
            <comment>signal</comment>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Signal: weak</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Signal: fair</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>coherence {value}</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>longest gap {seconds} s</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>{left} · paused</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Shape</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Wave</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Bar</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Words</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>No pacer</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>This computer has no sound output</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Volume {volume} of 10</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Silent</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Heart wave on</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Heart wave off</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Voice on</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Voice off</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Listening for your heart</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>And on, from where you were</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Rest a moment. Breathe as you like.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>A quarter is over.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Half is over.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>A quarter is left.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Back into the session</source>
            <translation type="unfinished" />
        </message>
        <message numerus="yes">
            <source>Stopped after %n minute(s).</source>
            <translation type="unfinished">
                <numerusform />
                <numerusform />
            </translation>
        </message>
        <message>
            <source>Stopped within the first minute.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Finish</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Go on without the strap</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>The strap has lost touch with your skin</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Moisten the two pads, or close the strap a little tighter. Nothing is lost: your session goes on by itself when your heart is back.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Bluetooth is switched off</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Switch it on; the search goes on by itself. Nothing is lost.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>This computer has no Bluetooth</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>A small USB adapter is enough. You can breathe without a strap today.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>The app may not use Bluetooth yet</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Allow it once in the system's settings. You can breathe without a strap.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Bluetooth does not answer</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Switch it off and on again. Nothing is lost.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Your strap is talking to another device</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Close the app on your phone or watch. The search goes on by itself.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Your strap is not in sight</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Worn and moist? Within two metres? Not in use by a phone or watch? The search goes on by itself.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>The strap is out of reach</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>It connects again by itself. Nothing is lost.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Strap and computer do not trust each other yet</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Remove the strap in the Bluetooth settings, then connect again.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Show me how</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>After the session: open the Bluetooth settings of this computer, choose the strap, and remove it. Then open this app and connect again.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Saving has stopped</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Your session goes on. Everything until {time} is safe.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Make room on the disk: empty the trash, or move large files elsewhere. Saving begins again by itself.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Your heartbeat is too irregular to draw just now</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Breathing goes on. If this is new to you, ask your doctor.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>This strap sends only the heart rate</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Breathing works. The wave and the rings need another strap.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Which straps work?</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Chest straps that tell each heartbeat: Polar H10, H9 and H7, Garmin HRM-Dual, Wahoo Tickr, Movesense, and most others with Bluetooth.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>The strap's battery is getting low</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Enough for today. A new one soon will do.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>No beat for {seconds} s.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Strap: {model}.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>{percent} % of the intervals fit no rhythm.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>last breaths</source>
            <translation type="unfinished" />
        </message>
        <message numerus="yes">
            <source>%n minute(s) left</source>
            <translation type="unfinished">
                <numerusform />
                <numerusform />
            </translation>
        </message>
        <message>
            <source>{rate} a minute</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Smaller and easier</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Breathe as you like for a while</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Breathe in</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>and out, slowly</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>wait</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Pick what feels right today.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Each session works on some of five networks: nerves, muscles, circulation, defence and mind. Paced breathing and muscle relaxation are studied best; the others are gentle additions.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Any length</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>All</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>up to {minutes} min</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Length</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Works on</source>
            <translation type="unfinished" />
        </message>
        <message numerus="yes">
            <source>%n session(s).</source>
            <translation type="unfinished">
                <numerusform />
                <numerusform />
            </translation>
        </message>
        <message>
            <source>All sessions.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>{purpose}, {count}.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Nothing that short. Show all?</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Show all</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>closed</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Settings. Text size, {percent} percent.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Everything here applies at once.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Your records lie in one file on this computer and go nowhere else. The file is encrypted; its key is kept by the system's keyring, or made of your passphrase. What concerns your breath is kept with your records, all else in a small file of this computer.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Professional view</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>A list of people, live figures beside a screen for the patient, plans.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>I look after other people</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>To the people</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>About and safety</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>It may help you relax and cope. It does not examine or treat you.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>It is no medical device, and its figures are no diagnosis. Stop when you feel dizzy, and breathe as you like. New or strong complaints belong to your doctor.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>biofeedback, version {version}. MIT licence.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Licences of the libraries</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>The questions of the first start</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Cancel</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Your passphrase now</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>New passphrase</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Its passphrase</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Once more</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>8 characters or more; four words of your own are easy to remember.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>The two differ so far.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>The two are the same.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Keep everything</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>To go on, type: {word}</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Pace</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>In to out</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>As the session says</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>4 to 6</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>5 to 5</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>1 to 2</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>None</source>
            <comment>pacer</comment>
            <translation type="unfinished" />
        </message>
        <message>
            <source>What shows the breath</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Height of the hills</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>So large a swing of your heart is as high as the hills. It is no goal.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Strap</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Connect a strap</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Forget this strap</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>No strap yet</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Another strap</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>It is looked for when the app starts.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Connected</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Out of reach. It connects again by itself.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Connected, battery {percent} %</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Keys without Ctrl</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Space pauses, E dims, D shows details. They rest while you type.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Single keys</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>By your heart</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>{count} beats/min</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>My data</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Choose a passphrase</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Make a backup</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Bring a backup back</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Export everything</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Take over a plan</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Erase everything</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Change the passphrase</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>A session goes on. This can be done when it is over.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>The plan is yours now. Today shows its next session.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>It opens your records on this computer. Nobody can give it back to you.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>From now on</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Backups (*.backup)</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>The backup has a passphrase of its own, so it opens on any computer.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Write it</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Backups (*.backup *.db *.before-*)</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>What is here now is laid aside, not lost.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Bring it back</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Archives (*.zip)</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Plans (*.plan)</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Erase everything?</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>All sessions, answers and the diary go, down to the last byte. It cannot be undone. Files you exported or backed up stay as they are.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>erase</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Nothing is kept yet.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>On a server. Who looks after it keeps its keys and backups.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>On this computer only. Not encrypted: a passphrase encrypts them.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>On this computer only, encrypted. The key is in this computer's keyring and nowhere else: make a backup now and then.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>On this computer only, encrypted with your passphrase. This computer keeps the key, so you are not asked.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>On this computer only, encrypted with your passphrase. You are asked for it at each start.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Encrypted; this computer does not give the key.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>The new passphrase holds from now on. Backups keep theirs.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Everything is in {path}. It opens with its own passphrase only.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Your records are back. Those from before are laid aside.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Everything is in {path}. It is not encrypted: keep it to yourself.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Everything is erased.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>As the system</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>This is how large your text is now.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Full</source>
            <comment>movement</comment>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Gentle</source>
            <comment>movement</comment>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Movement</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Gentle: nothing scrolls or slides; a level rises and falls.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Language</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Plain: everyday words. Fuller: with causes, figures and sources.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Sound</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Tone</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Breath noise</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Off</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Breath tones</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Volume</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Voice</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Play a breath</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>This computer has no sound output. Sessions run silently.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>This computer has no voice for your language.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>{volume} of {most}</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>silent</source>
            <translation type="unfinished" />
        </message>
        <message numerus="yes">
            <source>%n minute(s)</source>
            <translation type="unfinished">
                <numerusform />
                <numerusform />
            </translation>
        </message>
        <message>
            <source>{fastest} to {slowest} breaths a minute</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>at your own pace</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>{rate} breaths a minute</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>sitting</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>lying down</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>standing</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>anywhere</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>measured</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>guided</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Breathe</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Let go</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Rest</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Move</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Warm and cool</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Think</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>nerves</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>muscles</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>circulation</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>defence</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>mind</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>{one} or {other}</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Thirty seconds, just sit.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Breathe as you like.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Go on without a strap</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Sit still and breathe as you like. The line is your heart.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>It measures how much of the time good beats account for, and the longest gap. A session needs about 95 percent, and no gap over three seconds.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Try again</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>The wave of your heart, in a ring that closes</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>This strap sends only the heart rate. Breathing works; the wave does not.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>The strap is out of reach. Come closer, then try again.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Your heart comes through clearly.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Some beats are missing. Moisten the pads, then try again.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>No beats came through. Moisten the pads, close the strap, then try again.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Good beats: {percent} %</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>longest gap: {seconds} s</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Step {step} of {count}</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>To the session</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Done</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>The strap lies just below the chest: moist pads, the sensor in the middle.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>below the chest</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>moist pads</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>sensor in the middle</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>This takes a few seconds.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Straps in reach</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Search again</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Hold your strap close to the computer: its row moves to the top.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>A strap wakes up when it feels skin and water. It talks to one device at a time: close the app on a phone or watch that it knows.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Press Enter to connect.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>known to this computer</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>very near</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>near</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>far</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Worn and moist?</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Within two metres?</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Not in use by a phone or watch?</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Battery less than a year old?</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Switch it on; the search goes on by itself.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Allow it once in the system's settings.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Close the app on your phone or watch.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>The strap does not answer</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Take it off, put it on again, and search again.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Connect to {name}</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Connecting to {name}</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Put on the strap</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Moisten the two pads</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>A little water on the inside of the strap is enough.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Lay it just below the chest</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>On bare skin, with the sensor in the middle.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Close it so that it does not slip</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Snug, never tight. You should breathe freely.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Close the strap in front of you first, then turn it round.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Does your back hurt?</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>I am wearing it</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>The strap feels the small current of each heartbeat. Water helps it.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Two electrodes on the inside touch the skin. Dry skin, hair and synthetic shirts disturb them: moisten the pads, or use a drop of electrode gel.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Press Enter to begin. You can stop at any time.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>The plan chooses the session: the next one of this week. Without a plan it is steady breathing at about six breaths a minute. After a week's pause it is a short one. You may always choose another.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>{minutes} min · {kind}</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>sitting or lying down</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>First session</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Steady breathing</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Good evening, {name}</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Good evening</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Good morning, {name}</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Good morning</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Good afternoon, {name}</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Good afternoon</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>That was today's session. Nothing more is needed.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Good to see you. Start small: three minutes.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>A quiet while for yourself today. That is enough.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>{number} quiet minutes today. That is enough.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Loosen tight muscles</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>tense, let go</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Rest the whole body</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Ease neck and shoulders</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>gentle moves</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>A short pause</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Breathe steadily</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Two</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Three</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Five</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Six</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Ten</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Twelve</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Fifteen</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Twenty</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Something else today</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Put on the strap first</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Today's session</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Done for today</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Another one does no harm.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Start today's session</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Today's session: {title}, {length}.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>This week</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Days off are part of it.</source>
            <translation type="unfinished" />
        </message>
        <message numerus="yes">
            <source>{done} of %n planned session(s).</source>
            <translation type="unfinished">
                <numerusform />
                <numerusform />
            </translation>
        </message>
        <message numerus="yes">
            <source>%n session(s) so far.</source>
            <translation type="unfinished">
                <numerusform />
                <numerusform />
            </translation>
        </message>
        <message>
            <source>A week to begin with.</source>
            <translation type="unfinished" />
        </message>
        <message numerus="yes">
            <source>%n hour(s)</source>
            <translation type="unfinished">
                <numerusform />
                <numerusform />
            </translation>
        </message>
        <message numerus="yes">
            <source>%n session(s) since you began:</source>
            <translation type="unfinished">
                <numerusform />
                <numerusform />
            </translation>
        </message>
        <message>
            <source>{day} practised</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>{day} today</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>{day} planned</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>{day} free</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Your records are locked</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Passphrase</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>The same once more</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Show what I type</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>That did not open them. Please try again.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Lock my records with it</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Open</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Go on without records</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Choose a passphrase.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Your records are locked.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Without the passphrase nobody can read your records, not even you. Keep it safe.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>The file is encrypted as a whole. A sentence of four or five words is a good one.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>A little longer, please: at least 8 characters.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>The two are not the same. Please type the second one again.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>One moment</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>It locks your records, so that only you can read them. You type it at each start.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Type your passphrase to open them.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>at least 8 characters</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>This computer keeps no keys for programs; where one does, nobody is asked. Write the passphrase down and keep it at home: without it your records cannot be opened again. Without records your sessions work as well; nothing of them is kept.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Key: {key}</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>{name}, {number} of 10</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>{name}, less, now {value}</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>{name}, more, now {value}</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>on</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>off</source>
            <translation type="unfinished" />
        </message>
    </context>
</TS>
